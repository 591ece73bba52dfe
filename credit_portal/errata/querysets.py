"""Named questions to error reports."""

from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, ViewerKind, within_sight
from credit_portal.errata.choices import ReportStatus

if TYPE_CHECKING:
    from credit_portal.errata.models import Amendment, ErrorReport  # noqa: F401 - named below


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    """Error reports; nobody outside the administration ever sees one."""

    def open(self) -> Self:
        return self.filter(status=ReportStatus.OPEN)

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency those about what it reported."""
        return within_sight(self, viewer, agency="agency")

    def to_answer(self, viewer: Viewer) -> Self:
        """Open, and the viewer's own turn: the lead office answers what no agency reported."""
        own = self.filter(agency__in=viewer.agency_ids)
        if viewer.kind == ViewerKind.LEAD_OFFICE:
            own = self.filter(models.Q(agency__in=viewer.agency_ids) | models.Q(agency=None))
        return own.open()


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Withdrawals and corrections by agencies."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency those of what it reported."""
        return within_sight(self, viewer, agency="record__reported_by")
