"""Named questions to applications, their items and notices."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from credit_portal.accounts.viewers import Viewer, ViewerKind, within_sight
from repair.choices import ApplicationStatus, ItemStatus

if TYPE_CHECKING:
    from repair.models import (  # noqa: F401 - named in strings below
        RepairApplication,
        RepairItem,
        RepairNotice,
        RepairPart,
        TrainingCourse,
    )

UNDER_WAY = (ApplicationStatus.SUBMITTED, ApplicationStatus.WITH_AGENCY,
             ApplicationStatus.SUPPLEMENT)  # fmt: skip


class ApplicationQuerySet(models.QuerySet["RepairApplication"]):
    """Applications for repair."""

    def visible_to(self, viewer: Viewer) -> Self:
        """An agency sees what it decides or took in, a business its own; the lead office all."""
        from repair.models import RepairPart

        parts = RepairPart.objects.filter(application=OuterRef("pk"))
        told = ~Q(forwarded_at=None) & Exists(parts.filter(agency__in=viewer.agency_ids))
        return within_sight(
            self, viewer, agency=told | Q(intake_agency__in=viewer.agency_ids), entity="entity"
        )

    def under_way(self) -> Self:
        """Handed in and not closed."""
        return self.filter(status__in=UNDER_WAY)

    def handed_in(self) -> Self:
        return self.exclude(status=ApplicationStatus.DRAFT)


class PartQuerySet(models.QuerySet["RepairPart"]):
    """Parts of applications."""

    def visible_to(self, viewer: Viewer) -> Self:
        """An agency sees its own part, the window what it took in, a business all of its own."""
        own = Q(agency__in=viewer.agency_ids)
        return within_sight(
            self,
            viewer,
            agency=own | Q(application__intake_agency__in=viewer.agency_ids),
            entity="application__entity",
        )


class ItemQuerySet(models.QuerySet["RepairItem"]):
    """Single records of applications."""

    def pending(self) -> Self:
        """Handed in and not decided."""
        return self.filter(status=ItemStatus.PENDING)

    def to_decide(self, viewer: Viewer) -> Self:
        """Waiting for the viewer's own agencies; the lead office watches all."""
        rows = self.pending().filter(part__application__status=ApplicationStatus.WITH_AGENCY)
        if viewer.kind in (ViewerKind.LEAD_OFFICE, ViewerKind.SYSTEM):
            return rows
        return rows.filter(part__agency__in=viewer.agency_ids)

    def locking(self, on: date) -> Self:
        """Repairs revoked for false material that bar another one on a day."""
        return self.filter(locked_until__gt=on)


class NoticeQuerySet(models.QuerySet["RepairNotice"]):
    """Repair notices."""

    def visible_to(self, viewer: Viewer) -> Self:
        """An agency sees those about what it reported, a business its own."""
        return within_sight(self, viewer, agency="record__reported_by", entity="record__entity")


class CourseQuerySet(models.QuerySet["TrainingCourse"]):
    """Training courses."""

    def offered(self) -> Self:
        return self.filter(published_at__isnull=False, retired_at=None)
