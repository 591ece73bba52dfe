"""单位评分 on the desk: the table, one agency's month, a notice about it."""

from datetime import date

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.insight.models import AppraisalNotice, Scorecard
from credit_portal.insight.scorecards import services
from credit_portal.insight.scorecards.forms import MonthForm, NoticeForm
from credit_portal.insight.scorecards.selectors import months_kept, parts_of, table_of
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from entities.choices import RecordKind

NOTICES_SHOWN, EARLIER_MONTHS = 20, 12
reading = role_required(*BUSINESS_ROLES)
issuing = role_required(*services.ISSUING_ROLES)


@require_safe
@reading
def table(request: SignedInRequest) -> HttpResponse:
    """The league table of a month; the latest unless another is asked for."""
    months = months_kept()
    form = MonthForm(request.GET or None, months=months)
    asked = form.cleaned_data["month"] if form.is_valid() else ""
    month = date.fromisoformat(asked) if asked else next(iter(months), None)
    form.initial["month"] = f"{month}"
    viewer, rows = viewer_of(request.user), table_of(month)
    own = table_of(month).filter(pk__in=Scorecard.objects.visible_to(viewer).values("pk"))
    notices = AppraisalNotice.objects.visible_to(viewer).select_related("scorecard__agency")
    context = {
        "form": form, "month": month, "lines": [(row, parts_of(row)) for row in rows],
        "own": set(own.values_list("pk", flat=True)),
        "appraisal": pack_in_force(clock.today()).appraisal,
        "notices": notices[:NOTICES_SHOWN],
    }  # fmt: skip
    return render(request, "insight/scorecards/table.html", context)


@require_safe
@reading
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The counts behind a score: of the own agency, for the lead office of any."""
    card = _card(request, pk)
    earlier = Scorecard.objects.filter(agency=card.agency, month__lt=card.month)[:EARLIER_MONTHS]
    context = {
        "card": card, "parts": parts_of(card), "earlier": earlier,
        "missing": _kinds(set(card.kinds_expected) - set(card.kinds)),
        "notice": AppraisalNotice.objects.filter(scorecard=card).first(),
        "may_issue": request.user.role in services.ISSUING_ROLES,
    }  # fmt: skip
    return render(request, "insight/scorecards/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@issuing
def notice_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Praise or criticise."""
    card = _card(request, pk)
    hint = services.suggested(card.score, pack_in_force(clock.today()))
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"kind": hint})
    if form.is_valid():
        try:
            made = services.issue_notice(
                scorecard=card, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"已发出{made.number}，并已告知{card.agency.short_name}。")
            return redirect("insight:scorecard", card.pk)
    return render(request, "insight/scorecards/notice.html", {"card": card, "form": form})


@require_safe
@reading
def notice_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The notice as it was printed, byte by byte."""
    found = visible_one(AppraisalNotice.objects.visible_to(viewer_of(request.user)), pk=pk)
    return FileResponse(
        found.file.open(), filename=f"{found.number}.pdf", content_type="application/pdf"
    )


def _card(request: SignedInRequest, pk: int) -> Scorecard:
    rows = Scorecard.objects.visible_to(viewer_of(request.user)).select_related("agency")
    return visible_one(rows, pk=pk)


def _kinds(kinds: set[str]) -> str:
    labels = dict(RecordKind.choices)
    return "、".join(labels.get(kind, kind) for kind in sorted(kinds))
