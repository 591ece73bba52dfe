"""The template tags, each by what a reader of the page gets."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from credit_portal.shared.templatetags import portal_ui

TODAY = date(2026, 11, 22)


def render(source: str, query: str = "", **context) -> str:
    request = RequestFactory().get(f"/{query}")
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("due", "tone", "words"),
    [
        (date(2026, 12, 4), "success", "剩 12 天"),
        (date(2026, 11, 26), "success", "剩 4 天"),
        (date(2026, 11, 25), "warning", "剩 3 天"),
        (date(2026, 11, 22), "warning", "今天到期"),
        (date(2026, 11, 21), "danger", "逾期 1 天"),
        (None, "neutral", "无期限"),
    ],
)
def test_the_light_says_in_words_what_its_colour_says(due, tone, words):
    light = portal_ui.deadline_light(due, TODAY)
    assert words in light
    assert f"-{tone}" in light


@pytest.mark.parametrize(
    ("tag", "code", "words", "tone"),
    [
        ("badge_class", "TRUSTWORTHY", "诚信守法", "success"),
        ("badge_class", "minor", "轻微失信", "info"),
        ("badge_class", "general", "一般失信", "warning"),
        ("badge_class", "SERIOUS", "严重失信", "danger"),
        ("badge_class", "", "未评价", "neutral"),
        ("badge_level", "minor", "轻微", "info"),
        ("badge_level", "SERIOUS", "严重", "danger"),
        ("badge_level", "", "未分级", "neutral"),
        ("badge_grade", "e", "E", "danger"),
        ("badge_grade", "F", "—", "neutral"),
    ],
)
def test_badges_use_the_words_of_the_documents(tag, code, words, tone):
    badge = getattr(portal_ui, tag)(code)
    assert f">{words}<" in badge.replace("</span>" + words, ">" + words)
    assert tone in badge


def test_values_are_escaped_everywhere():
    evil = "<script>"
    source = """
    {% badge_status v v %}{% code v v %}{% dl_row v v %}{% stat v v v %}{% message v %}
    {% empty_state v v %}{% page_head title=v subtitle=v %}{% end_page_head %}
    {% card title=v %}{{ v }}{% end_card %}{% confirm_step action=v label=v question=v %}
    {% data_table caption=v %}<tbody><tr><td>{{ v }}</td></tr></tbody>{% end_data_table %}
    """
    assert evil not in render(source, v=evil)


def test_a_missing_value_is_a_dash():
    assert "<dd>—</dd>" in portal_ui.dl_row("所属镇街", None)
    assert "<dd>0</dd>" in portal_ui.dl_row("次数", 0)
    assert portal_ui.code("") == "—"


def test_nought_warns_of_nothing():
    assert "stat-danger" in render("{% stat '逾期' 3 tone='danger' %}")
    assert "stat-danger" not in render("{% stat '逾期' 0 tone='danger' %}")


def test_only_a_digest_may_break_over_lines():
    assert "code-long" not in portal_ui.code("91990281MA7FHXWK3P")
    assert "code-long" in portal_ui.code("a" * 64)


def test_a_table_without_rows_says_so():
    source = (
        "{% data_table caption='名单' rows=rows empty='没有' %}<tbody></tbody>{% end_data_table %}"
    )
    assert "<table" not in render(source, rows=[])
    assert "没有" in render(source, rows=[])
    assert "<caption" in render(source, rows=[1])


class LetterForm(forms.Form):
    name = forms.CharField(label="名称", help_text="与执照一致。")
    level = forms.ChoiceField(label="范围", choices=[("a", "公开")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="已核对")
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_each_error_is_linked_to_its_field_and_said_at_it():
    page = render("{% form_fields form %}", form=LetterForm({}))
    assert 'href="#id_name"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    for target in ("id_name_helptext", "id_name_error", "id_level", "id_agreed"):
        assert f'id="{target}"' in page
    assert 'href="#id_note"' not in page


def test_a_new_form_shows_labels_help_and_required_marks_only():
    page = render("{% form_fields form %}", form=LetterForm())
    assert "error-summary" not in page
    assert page.count("必填") == 3
    assert "<legend" in page
    assert page.count('type="hidden"') == 1


def test_pages_keep_the_other_parameters():
    page = Paginator(range(100), 10).page(3)
    html = render("{% pagination page %}", "?q=机械&page=3", page=page)
    assert "共 100 条，第 3 / 10 页" in html
    assert "page=4" in html
    assert "q=%E6%9C%BA%E6%A2%B0" in html
    assert render("{% pagination page %}", page=Paginator([], 10).page(1)).strip() == ""


@pytest.mark.parametrize("finished", [None, datetime(2026, 11, 22)])  # noqa: DTZ001
def test_a_job_is_asked_for_until_it_has_ended(finished):
    job = SimpleNamespace(pk=7, finished_at=finished, progress=42, get_status_display="进行中")
    html = render("{% job_progress job progress_url='/p/' page_url='/j/' %}", job=job)
    assert ('hx-get="/p/"' in html) is (finished is None)
    assert ('href="/j/"' in html) is (finished is None)
    assert 'value="42"' in html


def test_a_second_step_asks_for_a_reason():
    html = render("{% confirm_step action='/x/' label='撤销' question='确定撤销吗？' %}")
    assert 'name="reason" rows="3" required' in html
    assert "csrfmiddlewaretoken" in html


def test_an_icon_is_part_of_the_page_and_silent():
    assert portal_ui.icon("search").startswith('<svg aria-hidden="true"')


@pytest.mark.parametrize("at", [date(2026, 5, 6), datetime(2026, 5, 6, 9, 30)])  # noqa: DTZ001
def test_the_timeline_shows_days_and_instants(at):
    html = render("{% include 'components/timeline.html' %}", items=[{"title": "登记", "at": at}])
    assert "2026-05-06" in html
    assert ("09:30" in html) is isinstance(at, datetime)
