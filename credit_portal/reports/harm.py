"""Reports in the list of what used a fact that turned out wrong."""

from collections.abc import Sequence

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.reports.models import CreditReport
from disputes.harm.uses import Use
from entities.models import CreditRecord


def reports_with(record: CreditRecord, viewer: Viewer) -> Sequence[CreditReport]:
    """Reports that hold the record; what a business made for itself is no agency's concern."""
    rows = CreditReport.objects.filter(facts__record=record).select_related("agency")
    if viewer.kind == ViewerKind.AGENCY:
        rows = rows.filter(agency__isnull=False)
    return list(rows.order_by("issued_at", "pk"))


REPORTS_USE = Use("reports", "reports/_harm.html", reports_with)
