"""Named questions to campaigns and the log of education."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, within_sight
from credit_portal.campaigns.choices import WAITING, DutyStatus

if TYPE_CHECKING:
    from credit_portal.campaigns.models import (  # noqa: F401 - named in strings below
        CampaignDuty,
        EducationTalk,
    )


class _OfAgencies(models.QuerySet):
    """Rows of agencies: the lead office sees all, an agency its own."""

    def visible_to(self, viewer: Viewer) -> Self:
        return within_sight(self, viewer, agency="agency")


class DutyQuerySet(_OfAgencies):
    """Duties of campaigns."""

    def waiting(self) -> Self:
        """The department has to hand in."""
        return self.filter(status__in=WAITING)

    def late(self, on: date) -> Self:
        return self.waiting().filter(due_on__lt=on)

    def to_check(self) -> Self:
        """The lead office has to accept or return."""
        return self.filter(status=DutyStatus.SUBMITTED)


class TalkQuerySet(_OfAgencies):
    """The log of education."""
