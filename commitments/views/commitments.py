"""Commitments on the desk: list, file, letter, scans."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from commitments import services
from commitments.forms import WATCHES, CommitmentFilterForm, ScanForm
from commitments.letters import letter_pdf
from commitments.permissions import ACCEPTING_ROLES, VIEWING_ROLES
from commitments.querysets import CommitmentQuerySet
from commitments.selectors import commitment_policy
from commitments.timeline import timeline_of
from commitments.views.acts import acts_for
from commitments.views.shared import visible_commitment, visible_commitments
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import ViewerKind
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.history import history_of
from credit_portal.shared.pdf import inline_pdf
from supervision.pages import user_of, viewer

PAGE_ROWS = 30
UPLOAD = {"label": "上传扫描件", "is_upload": True}
viewing = role_required(*VIEWING_ROLES)


@require_safe
@viewing
def commitment_list(request: HttpRequest) -> HttpResponse:
    """What the own agency tree took; the lead office sees all."""
    form = CommitmentFilterForm(request.GET, agencies=_agencies(request))
    rows = _narrow(visible_commitments(request), form)
    page = Paginator(rows.select_related("entity", "agency"), PAGE_ROWS).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "today": clock.today(), "counts": _counts(request)}
    return render(request, "commitments/list.html", context)


@require_safe
@viewing
def commitment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one commitment: what it says, what happened, who changed what."""
    commitment = visible_commitment(request, pk)
    may_act = user_of(request).role in ACCEPTING_ROLES
    context = {
        "commitment": commitment,
        "today": clock.today(),
        "acts": acts_for(commitment) if may_act else [],
        "scans": commitment.scans.select_related("uploaded_by"),
        "scan_form": ScanForm() if may_act and commitment.is_registered else None,
        "steps": timeline_of(commitment),
        "history": history_of(commitment),
    }
    return render(request, "commitments/detail.html", context)


@require_safe
@viewing
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as PDF, in the browser's own viewer."""
    commitment = visible_commitment(request, pk)
    return inline_pdf(letter_pdf(commitment), f"{commitment.code or '草稿'}_承诺书.pdf")


@require_POST
@role_required(*ACCEPTING_ROLES)
def upload_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """A better scan, later."""
    commitment = visible_commitment(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        services.attach_scan(
            commitment=commitment, upload=form.cleaned_data["file"],
            by=user_of(request), at=clock.now(),
        )  # fmt: skip
        return redirect("commitments:detail", pk)
    return render(
        request, "commitments/act.html",
        {"commitment": commitment, "form": form, "act": UPLOAD},
    )  # fmt: skip


@require_safe
@viewing
def open_scan(request: HttpRequest, pk: int, scan_pk: int) -> HttpResponseBase:
    """A scan, through the same rule as its commitment; opening it is noted."""
    commitment = visible_commitment(request, pk)
    scan = get_object_or_404(commitment.scans, pk=scan_pk)
    audit.record(
        by=user_of(request), act="commitments.open_scan", obj=commitment,
        after={"sha256": scan.sha256}, at=clock.now(),
    )  # fmt: skip
    name = f"{commitment.code}{scan.extension}"
    return FileResponse(scan.file.open("rb"), filename=name)


def _agencies(request: HttpRequest) -> QuerySet[Agency]:
    """The agencies by which this viewer may filter."""
    asking = viewer(request)
    agencies = Agency.objects.active()
    if asking.kind != ViewerKind.LEAD_OFFICE:
        agencies = agencies.filter(pk__in=asking.agency_ids)
    return agencies


def _narrow(rows: CommitmentQuerySet, form: CommitmentFilterForm) -> CommitmentQuerySet:
    """The list after its filters; an invalid filter filters nothing."""
    form.is_valid()
    chosen = form.cleaned_data
    for field in ("kind", "status", "agency"):
        if chosen.get(field):
            rows = rows.filter(**{field: chosen[field]})
    if month := chosen.get("month"):
        rows = rows.in_months(month.replace(day=1))
    if text := chosen.get("q"):
        rows = rows.matching(text)
    return _watched(rows, chosen.get("watch", ""))


def _watched(rows: CommitmentQuerySet, watch: str) -> CommitmentQuerySet:
    today = clock.today()
    match watch:
        case "overdue":
            return rows.supplement_overdue(today)
        case "term_over":
            return rows.term_over(today)
        case "recheck":
            return rows.recheck_due(today, commitment_policy(today).recheck_months)
        case "no_scan":
            return rows.accepted().without_scan()
    return rows


def _counts(request: HttpRequest) -> dict[str, int]:
    """How many need a look, for the tiles above the list."""
    rows = visible_commitments(request)
    return {name: _watched(rows, name).count() for name, _ in WATCHES}
