"""Monthly ledgers on the desk: build, report, receipts, what is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.choices import CommitmentKind, LedgerPart
from commitments.forms import MonthForm
from commitments.ledger.difference import compared_with_former
from commitments.ledger.owed import Owed, owed
from commitments.ledger.reminders import month_to_report
from commitments.ledger.rows import LedgerScope
from commitments.ledger.services import ledger_dates, queue_ledger, required_kinds
from commitments.models import LedgerSubmission
from commitments.permissions import ACCEPTING_ROLES
from commitments.selectors import commitment_policy
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import ViewerKind
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import NotVisible
from credit_portal.shared.workdays import add_months
from supervision.pages import own_agency, user_of, viewer

RECENT = 24
SHOWN = 50
reporting = role_required(*ACCEPTING_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
@reporting
def ledgers(request: HttpRequest) -> HttpResponse:
    """This month's duty, the form that builds or reports a ledger, and past receipts."""
    month = month_to_report(clock.today())
    policy = commitment_policy(clock.today())
    initial = {"month": month, "scope": "required", "with_scans": policy.ledger_scans}
    form = MonthForm(request.POST or None, initial=initial, breaches_alone=policy.breach_sheet)
    if request.method == "POST" and form.is_valid():
        job = queue_ledger(
            scope=_scope(request, form), with_scans=form.cleaned_data["with_scans"],
            submit="submit" in request.POST, by=user_of(request), at=clock.now(),
        )  # fmt: skip
        return redirect("jobs:detail", job.pk)
    return render(request, "commitments/ledgers.html", _page(request, form, month))


@require_safe
@reporting
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One receipt: what was reported, and what changed since the report before."""
    report = _visible_report(request, pk)
    context = {
        "report": report,
        "kinds": _named(report.kinds),
        "differences": compared_with_former(report),
    }
    return render(request, "commitments/submission.html", context)


@require_safe
@reporting
def submission_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The report as it was sent; taking it away is noted."""
    report = _visible_report(request, pk)
    audit.record(
        by=user_of(request), act="commitments.open_ledger", obj=report,
        after={"sha256": report.sha256}, at=clock.now(),
    )  # fmt: skip
    return FileResponse(report.file.open("rb"), as_attachment=True, filename=report.file_name)


def _scope(request: HttpRequest, form: MonthForm) -> LedgerScope:
    """Of the own agency tree; the lead office builds that of all and reports to nobody."""
    wanted = form.cleaned_data["scope"]
    kinds = required_kinds(clock.today()) if wanted == "required" else tuple(CommitmentKind)
    part = LedgerPart.BREACHES if wanted == "breaches" else LedgerPart.LEDGER
    return LedgerScope(form.cleaned_data["month"], _reporting_agency(request), kinds, part)


def _reporting_agency(request: HttpRequest) -> Agency | None:
    return None if viewer(request).kind == ViewerKind.LEAD_OFFICE else own_agency(request)


def _page(request: HttpRequest, form: MonthForm, month: date) -> dict[str, Any]:
    today = clock.today()
    agency = _reporting_agency(request)
    kinds = required_kinds(today)
    registered = LedgerScope(month, agency, kinds).registered()
    unscanned = registered.accepted().without_scan()
    reports = _visible_reports(request)
    owing = _owed(request, month)
    return {
        "form": form,
        "month": month,
        "today": today,
        "agency": agency,
        "dates": ledger_dates(month, today),
        "receiver": commitment_policy(today).ledger_receiver,
        "kinds": _named(kinds),
        "count": registered.count(),
        "unscanned_count": unscanned.count(),
        "unscanned": unscanned.select_related("entity", "agency")[:SHOWN],
        "owed": owing,
        "is_owing": any(each.month == month and not each.is_correction for each in owing),
        "reported": _reported(month, agency),
        "reports": reports.select_related("agency", "submitted_by")[:RECENT],
    }


def _named(kinds: Iterable[str]) -> list[str]:
    """Kinds in the words of the document in force."""
    policy = commitment_policy(clock.today())
    return [policy.kind_name(kind) for kind in kinds]


def _owed(request: HttpRequest, month: date) -> list[Owed]:
    """Who has to report the month; of the year before it, what has to be reported again."""
    asking = viewer(request)
    return [
        each
        for each in owed(add_months(month, -11), month, required_kinds(clock.today()))
        if (each.month == month or each.is_correction)
        and (asking.kind == ViewerKind.LEAD_OFFICE or each.agency.pk in asking.agency_ids)
    ]


def _reported(month: date, agency: Agency | None) -> LedgerSubmission | None:
    """The last ledger of the month that the agency itself sent."""
    if agency is None:
        return None
    reports = LedgerSubmission.objects.filter(month=month, agency=agency, part=LedgerPart.LEDGER)
    return reports.first()


def _visible_reports(request: HttpRequest) -> QuerySet[LedgerSubmission]:
    """Of the own agency tree; the lead office sees all."""
    asking = viewer(request)
    reports = LedgerSubmission.objects.all()
    if asking.kind == ViewerKind.LEAD_OFFICE:
        return reports
    return reports.filter(agency__in=asking.agency_ids)


def _visible_report(request: HttpRequest, pk: int) -> LedgerSubmission:
    report = _visible_reports(request).select_related("agency", "submitted_by").filter(pk=pk)
    found = report.first()
    if found is None:
        raise NotVisible
    return found
