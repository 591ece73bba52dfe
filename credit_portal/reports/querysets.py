"""Named questions to reports and bulk checks."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.reports.choices import OWN_KINDS
from entities.choices import FactChangeKind
from entities.models import CreditRecord, FactChange
from entities.querysets import CreditRecordQuerySet

if TYPE_CHECKING:
    from credit_portal.reports.models import (  # noqa: F401 - named in strings below
        BulkCheck,
        CreditReport,
    )


class CreditReportQuerySet(models.QuerySet["CreditReport"]):
    """Reports."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own, a business those made for itself."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY:
                return self.filter(agency__in=viewer.agency_ids)
            case ViewerKind.ENTITY:
                return self.filter(entity__uscc__in=viewer.usccs, kind__in=OWN_KINDS)
            case _:
                return self.none()

    def standing(self) -> Self:
        """Not revoked."""
        return self.filter(revoked_at=None)


class BulkCheckQuerySet(models.QuerySet["BulkCheck"]):
    """Bulk checks."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY:
                return self.filter(agency__in=viewer.agency_ids)
            case _:
                return self.none()


def wrong_facts() -> CreditRecordQuerySet:
    """Records that were wrong, not only outdated.

    A fact that was withdrawn only to be written anew, because its repair was revoked, was true
    when it was reported.
    """
    again = FactChange.objects.filter(record=OuterRef("pk"), kind=FactChangeKind.REINSTATED)
    return CreditRecord.objects.filter(withdrawn_at__isnull=False).exclude(Exists(again))
