"""Reads of batches, scoped to who asks."""

from django.db.models import QuerySet

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.shared.visibility import visible_one
from entities.models import ImportBatch, QuarantinedRow


def visible_batches(viewer: Viewer) -> QuerySet[ImportBatch]:
    """The files of one's own agency and those below it; the lead office sees all."""
    batches = ImportBatch.objects.select_related("agency", "uploaded_by", "job").defer("warnings")
    if viewer.kind in (ViewerKind.LEAD_OFFICE, ViewerKind.SYSTEM):
        return batches
    if viewer.kind == ViewerKind.AGENCY:
        return batches.filter(agency_id__in=viewer.agency_ids)
    return batches.none()


def visible_batch(viewer: Viewer, pk: int) -> ImportBatch:
    """One batch.

    Raises:
        NotVisible: there is none for this viewer.
    """
    return visible_one(visible_batches(viewer), pk=pk)


def rejected_rows(batch: ImportBatch) -> QuerySet[QuarantinedRow]:
    """The rows that wait to be mended, in the order of the file."""
    return batch.quarantine.filter(is_duplicate=False)
