"""Named questions to orders and interviews; each takes the day it is asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, within_sight
from supervision.correction.choices import InterviewStatus, OrderStatus

if TYPE_CHECKING:
    from supervision.models import Interview, RectificationOrder  # noqa: F401 - named below


class CaseQuerySet(models.QuerySet):
    """Cases that one agency keeps."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own, a business those about itself."""
        return within_sight(self, viewer, agency="agency", entity="entity")


class OrderQuerySet(CaseQuerySet):
    """限期整改."""

    def open(self) -> Self:
        return self.exclude(status=OrderStatus.DONE)

    def to_accept(self) -> Self:
        """The business says that it is done."""
        return self.filter(status=OrderStatus.REPORTED)

    def past_due(self, on: date) -> Self:
        """Nothing reported by the last day; derived, recorded by an act of an officer alone."""
        return self.filter(status=OrderStatus.ORDERED, due_on__lt=on)


class InterviewQuerySet(CaseQuerySet):
    """约谈."""

    def open(self) -> Self:
        return self.filter(status__in=[InterviewStatus.SUMMONED, InterviewStatus.HELD])

    def with_clocks(self) -> Self:
        """With the deadline of its record, for lights."""
        return self.select_related("filing_deadline").prefetch_related("filing_deadline__pauses")

    def to_file(self) -> Self:
        """Held, the record not handed in yet (江西 (十八))."""
        return self.filter(status=InterviewStatus.HELD)
