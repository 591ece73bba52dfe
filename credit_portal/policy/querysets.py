"""Named questions to the policy tables; each takes the date it is asked for."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from credit_portal.policy.choices import AssignmentStatus, PackVersionStatus

OPEN = (PackVersionStatus.DRAFT, PackVersionStatus.SUBMITTED)
DECIDED = (PackVersionStatus.APPROVED, PackVersionStatus.SUPERSEDED)


class PackVersionQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Being written or waiting for approval."""
        return self.filter(status__in=OPEN)

    def decided(self) -> Self:
        """Approved at some time: in force now, before or from a later day."""
        return self.filter(status__in=DECIDED)

    def triable(self) -> Self:
        """Not sent back and not replaced: what a trial may ask about."""
        return self.filter(status__in=(*OPEN, PackVersionStatus.APPROVED))

    def in_force(self, on: date) -> Self:
        """Approved, begun and not yet replaced on a day."""
        return self.decided().filter(
            Q(superseded_from__isnull=True) | Q(superseded_from__gt=on), effective_from__lte=on
        )


class PackAssignmentQuerySet(models.QuerySet):
    def here(self) -> Self:
        """For the region of this deployment."""
        return self.filter(region_code=settings.PORTAL_REGION_CODE)

    def proposed(self) -> Self:
        """Waiting for a second officer."""
        return self.filter(status=AssignmentStatus.PROPOSED)

    def approved(self) -> Self:
        """Followed now, before or from a later day."""
        return self.filter(status=AssignmentStatus.APPROVED)

    def in_force(self, on: date) -> Self:
        """Approved and followed on a day."""
        return self.approved().filter(
            Q(to_date__isnull=True) | Q(to_date__gte=on), from_date__lte=on
        )
