"""The components of the pages. They are built-in tags: no ``{% load %}`` is needed.

Block tags wrap markup: ``{% card title="…" %}…{% end_card %}``. All are shown at ``/desk/style/``.
Tones are ``neutral``, ``info``, ``success``, ``warning``, ``danger``.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from credit_portal.shared import navigation
from credit_portal.shared.masking import mask_in_text

register = template.Library()

CLASSES = {
    "TRUSTWORTHY": ("诚信守法", "success"),
    "MINOR": ("轻微失信", "info"),
    "GENERAL": ("一般失信", "warning"),
    "SERIOUS": ("严重失信", "danger"),
}
LEVELS = {"MINOR": ("轻微", "info"), "GENERAL": ("一般", "warning"), "SERIOUS": ("严重", "danger")}
LONGEST_CODE = 24  # figures that fit one line of a phone
NOT_CHOSEN = (">---------</option>", ">请选择</option>")  # Django's dashes, in words
GRADES = {"A": "success", "B": "success", "C": "info", "D": "warning", "E": "danger"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An outline icon, part of the page; decorative, so hidden from screen readers."""
    return _svg(name)


@cache
def _svg(name: str) -> SafeString:
    static_name = f"vendor/icons/{name}.svg"
    path = finders.find(static_name) or staticfiles_storage.path(static_name)
    svg = Path(path).read_text(encoding="utf-8")
    drawing = svg[svg.index("<svg") :].replace(
        "<svg", '<svg aria-hidden="true" focusable="false"', 1
    )
    return mark_safe(drawing.strip())  # noqa: S308 - a file that the portal itself publishes


# --- Page and containers -------------------------------------------------------------------------


@register.simple_block_tag(end_name="end_page_head")
def page_head(content: str, title: str, subtitle: str = "", eyebrow: str = "") -> str:
    """The heading of a page; the block holds its actions (buttons)."""
    context = {"title": title, "subtitle": subtitle, "eyebrow": eyebrow}
    return render_to_string("components/page_head.html", {**context, "content": content})


@register.simple_block_tag(end_name="end_card")
def card(content: str, title: str = "", subtitle: str = "", icon: str = "", level: int = 2) -> str:
    """A white card. ``level`` is the level of its heading."""
    context = {"title": title, "subtitle": subtitle, "icon": icon, "level": level}
    return render_to_string("components/card.html", {**context, "content": content})


@register.simple_block_tag(end_name="end_data_table")
def data_table(
    content: str,
    caption: str,
    rows: Any = True,
    empty: str = "没有记录",
    hint: str = "",
    stacked: bool = False,
) -> str:
    """A table; the block holds ``<thead>`` and ``<tbody>``.

    Args:
        rows: what the body loops over; when it is empty, ``empty`` and ``hint`` are shown instead.
        stacked: on a phone each row becomes a card; its cells then need ``data-label``.
    """
    context = {"caption": caption, "rows": rows, "empty": empty, "hint": hint, "stacked": stacked}
    return render_to_string("components/table.html", {**context, "content": content})


@register.simple_block_tag(end_name="end_dl")
def dl(content: str, columns: int = 2) -> SafeString:
    """A description list for files; the block holds ``dl_row`` and ``dl_block``."""
    return format_html('<dl class="file-dl file-dl-{}">{}</dl>', columns, content)


@register.simple_tag
def dl_row(label: str, value: Any) -> SafeString:
    """One line of a description list; an empty value is a dash."""
    shown = "—" if value is None or value == "" else value
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, shown)


@register.simple_block_tag(end_name="end_dl_block")
def dl_block(content: str, label: str, wide: bool = False) -> SafeString:
    """One line of a description list whose value is markup."""
    span = mark_safe(' class="wide"') if wide else ""
    return format_html("<div{}><dt>{}</dt><dd>{}</dd></div>", span, label, content)


@register.simple_block_tag(end_name="end_filter_bar", takes_context=True)
def filter_bar(context: template.Context, content: str, label: str = "筛选") -> str:
    """A GET form above a list; the block holds its fields."""
    request = context["request"]
    values = {"content": content, "label": label, "path": request.path, "is_set": request.GET}
    return render_to_string("components/filter_bar.html", values)


# --- Forms ---------------------------------------------------------------------------------------


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """All fields of a form and the summary of its errors; the page adds ``<form>`` and buttons."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """The summary of errors, each linked to its field."""
    return {"form": form, "fields": [field for field in form.visible_fields() if field.errors]}


@register.inclusion_tag("components/form_field.html")
def form_field(field: Any) -> dict[str, Any]:
    """One field: label, required mark, help, error, control."""
    return {"field": field, "kind": _kind(field), "control": _control(field)}


def _kind(field: Any) -> str:
    """How a field is laid out: ``choices`` (radio, checkboxes), ``check`` (one box), ``plain``."""
    if field.use_fieldset:
        return "choices"
    return "check" if getattr(field.field.widget, "input_type", "") == "checkbox" else "plain"


def _control(field: Any) -> SafeString:
    widget = field.field.widget
    css = {"choices": "choices", "check": "form-check-input"}.get(_kind(field), "form-control")
    if getattr(widget, "input_type", "") == "select":
        css = "form-select"
    css = f"{css} {widget.attrs.get('class', '')} {'is-invalid' if field.errors else ''}"
    if widget.attrs.get("placeholder") == field.label:
        del widget.attrs["placeholder"]  # says what the label above it says
    control = field.as_widget(attrs={"class": " ".join(css.split())})
    return mark_safe(control.replace(*NOT_CHOSEN))  # noqa: S308 - both sides are constants


@register.inclusion_tag("components/confirm_step.html", takes_context=True)
def confirm_step(
    context: template.Context,
    action: str,
    label: str,
    question: str,
    reason_label: str = "理由",
    tone: str = "danger",
) -> dict[str, Any]:
    """A button that opens a second step: the question, a reason that must be given, the deed.

    Posts ``reason`` to ``action``.
    """
    step = {"action": action, "label": label, "question": question}
    return {**step, "reason_label": reason_label, "tone": tone}


# --- Marks ---------------------------------------------------------------------------------------


@register.simple_tag
def badge_status(text: str, tone: str = "neutral") -> SafeString:
    """A status in words on a tinted ground."""
    return format_html('<span class="mark mark-{}">{}</span>', tone, text)


@register.simple_tag
def badge_class(code: str) -> SafeString:
    """The class of an entity: 诚信守法, 轻微失信, 一般失信, 严重失信."""
    label, tone = CLASSES.get(str(code).upper(), ("未评价", "neutral"))
    return format_html('<span class="mark mark-solid mark-{}">{}</span>', tone, label)


@register.simple_tag
def badge_level(code: str) -> SafeString:
    """How grave a record of dishonesty is: 轻微, 一般, 严重."""
    label, tone = LEVELS.get(str(code).upper(), ("未分级", "neutral"))
    return badge_status(label, tone)


@register.simple_tag
def badge_grade(code: str) -> SafeString:
    """The grade of an entity, A to E."""
    letter = str(code).upper()
    tone = GRADES.get(letter, "neutral")
    shown = letter if letter in GRADES else "—"
    markup = '<span class="grade grade-{}"><span class="visually-hidden">等级</span>{}</span>'
    return format_html(markup, tone, shown)


@register.simple_tag
def deadline_light(
    due: date | None, today: date, warn: int = 3, workdays: int | None = None
) -> SafeString:
    """Green, yellow or red by the days left until ``due``, and the same in words.

    Args:
        workdays: working days left, where the period is one of working days.
    """
    if not due:
        return badge_status("无期限")
    unit = "天" if workdays is None else "个工作日"
    left = (due - today).days if workdays is None else workdays
    if due < today:
        tone, words = "danger", f"逾期 {-left} {unit}" if left else "已逾期"
    else:
        tone = "warning" if left <= warn else "success"
        words = f"剩 {left} {unit}" if due > today else "今天到期"
    return format_html(
        '<span class="light light-{}"><time datetime="{}">{}</time> <span>{}</span></span>',
        tone,
        due.isoformat(),
        due.strftime("%Y-%m-%d"),
        words,
    )


@register.simple_tag
def code(value: str, label: str = "代码") -> SafeString:
    """A code in even figures with a button that copies it; only a digest may break."""
    if not value:
        return mark_safe("—")
    return format_html(
        '<span class="code{3}"><span class="code-text">{0}</span>'
        '<button type="button" hidden class="code-copy" data-copy="{0}" title="复制{1}">'
        '<span class="visually-hidden">复制{1}</span>{2}</button></span>',
        value,
        label,
        _svg("copy"),
        " code-long" if len(value) > LONGEST_CODE else "",
    )


@register.filter
def masked(text: str) -> str:
    """Free text on a public page: ID and mobile numbers in it are masked."""
    return mask_in_text(text)


# --- Pieces --------------------------------------------------------------------------------------


@register.inclusion_tag("components/stat.html")
def stat(label: str, value: Any, hint: str = "", href: str = "", tone: str = "") -> dict[str, Any]:
    """A tile with one figure; nought warns of nothing, so it takes no tone."""
    shown = {"label": label, "value": value, "hint": hint, "href": href}
    return {**shown, "tone": tone if value else ""}


@register.inclusion_tag("components/message.html")
def message(text: str, tone: str = "info", title: str = "") -> dict[str, Any]:
    """A sentence to the user; Django's level tags (``error``…) are tones as well."""
    return {"text": text, "tone": {"error": "danger"}.get(tone, tone), "title": title}


@register.inclusion_tag("components/empty.html")
def empty_state(title: str, hint: str = "", icon: str = "inbox") -> dict[str, Any]:
    """What stands where a list would stand."""
    return {"title": title, "hint": hint, "icon": icon}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any) -> dict[str, Any]:
    """The pages of a list; the other parameters of the address stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"]}


@register.inclusion_tag("components/job_progress.html")
def job_progress(
    job: Any, progress_url: str, page_url: str, download_url: str = ""
) -> dict[str, Any]:
    """A running job, fetched again every two seconds; without scripts a link does the same.

    Args:
        progress_url: answers this same component alone.
        page_url: the page that shows the job.
    """
    urls = {"progress_url": progress_url, "page_url": page_url, "download_url": download_url}
    return {"job": job, **urls}


# --- Frames --------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def nav_groups(context: template.Context, face: navigation.Face) -> list[navigation.NavGroup]:
    """The menu of a face for the present user, under its headings."""
    return navigation.grouped(_links(context, face))


@register.simple_tag(takes_context=True)
def nav_links(context: template.Context, face: navigation.Face) -> list[navigation.NavLink]:
    """The same menu as one flat list."""
    return _links(context, face)


@register.simple_tag(takes_context=True)
def nav_entries(context: template.Context, face: navigation.Face) -> list[navigation.NavLink]:
    """What the home page of a face shows as cards."""
    role = _role(context)
    return [link for link in _links(context, face) if link.item.is_card_for(role)]


def _links(context: template.Context, face: navigation.Face) -> list[navigation.NavLink]:
    request = context.get("request")
    leads = getattr(getattr(request, "user", None), "leads", False)
    return navigation.links_for(face, _role(context), getattr(request, "path", ""), leads=leads)


def _role(context: template.Context) -> str:
    return getattr(getattr(context.get("request"), "user", None), "role", "")
