"""Named questions to reports and bulk checks."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from credit_portal.accounts.viewers import Viewer, ViewerKind, within_sight
from credit_portal.reports.choices import OWN_KINDS
from entities.choices import FactChangeKind
from entities.models import CreditRecord, FactChange
from entities.querysets import CreditRecordQuerySet

if TYPE_CHECKING:
    from credit_portal.reports.models import (  # noqa: F401 - named in strings below
        BulkCheck,
        CreditReport,
        ReceivedReport,
    )


class CreditReportQuerySet(models.QuerySet["CreditReport"]):
    """Reports."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own, a business those made for itself."""
        return within_sight(
            self,
            viewer,
            agency="agency",
            entity=Q(entity__uscc__in=viewer.usccs, kind__in=OWN_KINDS),
        )

    def standing(self) -> Self:
        """Not revoked."""
        return self.filter(revoked_at=None)


class ReceivedReportQuerySet(models.QuerySet["ReceivedReport"]):
    """Reports by others."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency what it took in, a business its own."""
        return within_sight(self, viewer, agency="agency", entity="entity")


class BulkCheckQuerySet(models.QuerySet["BulkCheck"]):
    """Bulk checks."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own, a partner, too."""
        if viewer.kind == ViewerKind.PARTNER:
            return self.filter(agency__in=viewer.agency_ids)
        return within_sight(self, viewer, agency="agency")


def wrong_facts() -> CreditRecordQuerySet:
    """Records that were wrong, not only outdated.

    A fact that was withdrawn only to be written anew, because its repair was revoked, was true
    when it was reported.
    """
    again = FactChange.objects.filter(record=OuterRef("pk"), kind=FactChangeKind.REINSTATED)
    return CreditRecord.objects.filter(withdrawn_at__isnull=False).exclude(Exists(again))
