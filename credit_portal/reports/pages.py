"""What the pages of both faces share."""

from typing import Any

from django.http import FileResponse

from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.accounts.viewers import viewer_of
from credit_portal.reports import services
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import CreditReport
from credit_portal.reports.permissions import kinds_for
from credit_portal.reports.querysets import CreditReportQuerySet
from credit_portal.shared import clock
from credit_portal.shared.errors import NotVisible
from credit_portal.shared.visibility import visible_one


def kind_named(request: SignedInRequest, name: str) -> ReportKind:
    """The kind of an address, where the user's role has it.

    Raises:
        NotVisible: it has not.
    """
    kind = next((kind for kind in kinds_for(request.user.role) if kind == name), None)
    if kind is None:
        raise NotVisible
    return kind


def visible_reports(request: SignedInRequest) -> CreditReportQuerySet:
    rows = CreditReport.objects.visible_to(viewer_of(request.user))
    return rows.select_related("entity", "agency")


def report_again(request: SignedInRequest) -> CreditReport | None:
    """The earlier report whose question is asked again."""
    named = request.GET.get("again", "")
    return visible_reports(request).filter(pk=named).first() if named.isdecimal() else None


def file_response(request: SignedInRequest, pk: int) -> FileResponse:
    """The report as it was printed, byte by byte; taking it away is noted."""
    report = visible_one(visible_reports(request), pk=pk)
    services.record_download(report=report, by=request.user, at=clock.now())
    name = f"{report.get_kind_display()}_{report.number}.pdf"
    return FileResponse(report.file.open(), filename=name, content_type="application/pdf")


def kinds_offered(request: SignedInRequest) -> list[dict[str, Any]]:
    """The buttons above the list."""
    return [{"code": kind.value, "label": kind.label} for kind in kinds_for(request.user.role)]
