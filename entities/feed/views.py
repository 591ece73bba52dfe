"""The change feed on the desk: what the own agency has to follow, and who has followed what."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.choices import AGENCY_ROLES, BUSINESS_ROLES
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import SYSTEM_VIEWER, viewer_of_agency
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, Invalid, NotVisible
from credit_portal.shared.forms import ReasonForm
from credit_portal.shared.workdays import Deadline
from entities import services
from entities.feed import selectors
from entities.feed.forms import ChangeFilterForm, FollowForm, ReceiptForm
from entities.feed.permissions import KEEPING_ROLES
from entities.feed.reading import FORMAT, ChangeLine, Synced, lines_of
from entities.models import FactChange, FeedConsumer
from entities.querysets import FactChangeQuerySet

PAGE_ROWS = 50
reading = role_required(*AGENCY_ROLES)
keeping = role_required(*KEEPING_ROLES)


@require_safe
@reading
def changes(request: SignedInRequest) -> HttpResponse:
    """What the own agency has not receipted, the oldest first; or what it has."""
    consumer, is_done = selectors.consumer_of(request.user.agency_id), "done" in request.GET
    context: dict[str, Any] = {"consumer": consumer, "is_done": is_done, "today": clock.today()}
    if consumer:
        rows = selectors.receipted(consumer) if is_done else selectors.outstanding(consumer)
        page = Paginator(rows.with_facts(), PAGE_ROWS).get_page(request.GET.get("page"))
        lines = lines_of(page.object_list, viewer_of_agency(consumer.agency), clock.today())
        context |= {"page": page, "lines": with_due(lines)}
        context["up_to"] = lines[-1].number if lines else None
        context["may_open"] = request.user.role in BUSINESS_ROLES
    return render(request, "entities/feed/changes.html", context)


@require_POST
@reading
def receipt(request: SignedInRequest) -> HttpResponse:
    """The copies follow what the page showed."""
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        raise Invalid("receipt_invalid", "请从变动同步页面确认。")
    count = services.receipt_feed(
        consumer=_own(request), by=request.user, at=clock.now(), **form.cleaned_data
    )
    messages.success(request, f"已确认同步 {count} 条变动。")
    return redirect("feed:changes")


@require_safe
@reading
def download(request: SignedInRequest) -> JsonResponse:
    """Everything outstanding, for the reader's own system; recorded."""
    consumer, now = _own(request), clock.now()
    rows, today = selectors.outstanding(consumer), timezone.localdate(now)
    lines = lines_of(rows.with_facts(), viewer_of_agency(consumer.agency), today)
    audit.record(
        by=request.user, act="entities.download_feed", obj=consumer, at=now,
        after={"changes": len(lines)},
    )  # fmt: skip
    data = {
        "format": FORMAT, "agency": consumer.agency.code, "at": now.isoformat(),
        "up_to": lines[-1].number if lines else None, "count": len(lines),
        "changes": [line.as_data(today) for line in lines],
    }  # fmt: skip
    name = f"feed-{consumer.agency.code}-{today:%Y%m%d}.json"
    return JsonResponse(
        data, json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


@require_safe
@keeping
def overview(request: SignedInRequest) -> HttpResponse:
    """Every change, the latest first, with how many of its readers have followed it."""
    form, today = ChangeFilterForm(request.GET), clock.today()
    form.is_valid()
    rows = _in_state(form.cleaned_data.get("state", ""), today).order_by("-pk")
    page = Paginator(rows.with_facts(), PAGE_ROWS).get_page(request.GET.get("page"))
    lines = lines_of(page.object_list, SYSTEM_VIEWER, today)
    receptions = selectors.receptions_by_change([line.change for line in lines])
    shown = [(*row, Synced(receptions[row[0].number])) for row in with_due(lines)]
    context = {"form": form, "page": page, "lines": shown, "today": today}
    return render(request, "entities/feed/overview.html", context)


@require_safe
@keeping
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """One change: who has followed it, and when."""
    today = clock.today()
    lines = lines_of(FactChange.objects.with_facts().filter(pk=pk), SYSTEM_VIEWER, today)
    if not lines:
        raise NotVisible
    line, due = with_due(lines)[0]
    context = {
        "line": line, "due": due, "today": today,
        "receptions": selectors.receptions_of(line.change),
    }  # fmt: skip
    return render(request, "entities/feed/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def consumers(request: SignedInRequest) -> HttpResponse:
    """Who follows the feed and how far; the form that adds one."""
    form, today = FollowForm(request.POST if request.method == "POST" else None), clock.today()
    if form.is_valid():
        agency = form.cleaned_data["agency"]
        try:
            services.follow_feed(agency=agency, by=request.user, at=clock.now())
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"{agency.name}已订阅信用记录变动。")
            return redirect("feed:consumers")
    rows = FeedConsumer.objects.current().select_related("agency")
    context = {
        "form": form, "today": today,
        "rows": [(row, *_progress(row, today)) for row in rows],
        "former": FeedConsumer.objects.exclude(ended_at=None).select_related("agency"),
    }  # fmt: skip
    return render(request, "entities/feed/consumers.html", context)


@require_POST
@keeping
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """An agency holds no copies any more."""
    form = ReasonForm(request.POST)
    form.is_valid()
    services.leave_feed(
        consumer=get_object_or_404(FeedConsumer, pk=pk), by=request.user, at=clock.now(),
        reason=form.cleaned_data.get("reason", ""),
    )  # fmt: skip
    messages.success(request, "该单位已退订。")
    return redirect("feed:consumers")


def with_due(lines: list[ChangeLine]) -> list[tuple[ChangeLine, Deadline]]:
    """Each line with the period in which it has to be followed."""
    due = selectors.sync_periods(line.change for line in lines)
    return list(zip(lines, due, strict=True))


def _own(request: SignedInRequest) -> FeedConsumer:
    """The subscription of the user's agency; without one there is no feed."""
    consumer = selectors.consumer_of(request.user.agency_id)
    if consumer is None:
        raise NotVisible
    return consumer


def _in_state(state: str, today: date) -> FactChangeQuerySet:
    match state:
        case "awaited":
            return selectors.awaited_changes()
        case "overdue":
            return selectors.overdue(selectors.awaited_changes(), today)
        case _:
            return FactChange.objects.all()


def _progress(consumer: FeedConsumer, today: date) -> tuple[int, int, Any]:
    """How many changes are outstanding and overdue, and the last receipt."""
    rows = selectors.outstanding(consumer)
    return rows.count(), selectors.overdue(rows, today).count(), consumer.receipts.first()
