"""Named questions to measures; each takes the day it is asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from credit_portal.accounts.viewers import Viewer, within_sight
from supervision.measures.choices import MeasureStatus, Nature

if TYPE_CHECKING:
    from supervision.models import Measure, MeasureSuspension  # noqa: F401 - named below


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures; what is in force follows from dates alone."""

    def in_force(self, on: date) -> Self:
        """Begun, neither over nor ended nor suspended, and its record still holds."""
        return self.within_term(on).exclude(Exists(self._suspended(on)))

    def within_term(self, on: date) -> Self:
        """In force, were it not for a suspension."""
        return self.lasting(on).filter(from_on__lte=on)

    def lasting(self, on: date) -> Self:
        """Not over, begun or not.

        A record that was withdrawn, repaired or has run out carries no measure any more.
        """
        return (
            self.filter(Q(until_on=None) | Q(until_on__gte=on))
            .filter(Q(ended_on=None) | Q(ended_on__gt=on))
            .filter(Q(record__withdrawn_at=None) | Q(record__withdrawn_at__date__gt=on))
            .filter(Q(record__repaired_at=None) | Q(record__repaired_at__date__gt=on))
            .filter(Q(record__valid_until=None) | Q(record__valid_until__gte=on))
        )

    def to_review(self, on: date) -> Self:
        """What they rest on was withdrawn or corrected: their agency upholds or ends them."""
        fallen = self.exclude(record__withdrawn_at=None).exclude(status=MeasureStatus.ENDED)
        return fallen.filter(Q(until_on=None) | Q(until_on__gte=on))

    def suspended(self, on: date) -> Self:
        """Resting for a cause."""
        return self.within_term(on).filter(Exists(self._suspended(on)))

    def _suspended(self, on: date) -> "MeasureSuspensionQuerySet":
        from supervision.models import MeasureSuspension

        return MeasureSuspension.objects.covering(on).filter(measure=OuterRef("pk"))

    def with_force(self, on: date) -> Self:
        """With ``is_in_force``, ``is_suspended`` and ``is_to_review``, for lists."""
        rows = self.model.objects.order_by().filter(pk=OuterRef("pk"))
        return self.annotate(
            is_in_force=Exists(rows.in_force(on)), is_suspended=Exists(rows.suspended(on)),
            is_to_review=Exists(rows.to_review(on)),
        )  # fmt: skip

    def with_clocks(self) -> Self:
        """With their deadlines, for lights."""
        rows = self.select_related("response_deadline", "feedback_deadline")
        return rows.prefetch_related("response_deadline__pauses", "feedback_deadline__pauses")

    def restrictions(self) -> Self:
        return self.filter(nature=Nature.RESTRICTION)

    def bans(self) -> Self:
        """市场和行业禁入."""
        return self.exclude(ban_field="")

    def to_respond(self) -> Self:
        """Waiting for the executing agency to answer."""
        return self.filter(status=MeasureStatus.INITIATED)

    def to_feed_back(self) -> Self:
        """Waiting for the report of their execution."""
        return self.filter(status=MeasureStatus.RESPONDED)

    def executed_by(self, viewer: Viewer) -> Self:
        """Those that the viewer's own agencies have to execute."""
        return self.filter(executor__in=viewer.agency_ids)

    def kept_by(self, viewer: Viewer) -> Self:
        """Those that the viewer's own agencies initiated; the lead office watches all."""
        return within_sight(self, viewer, agency=Q(initiator__in=viewer.agency_ids))

    def visible_to(self, viewer: Viewer) -> Self:
        """Officials see all, for whoever meets a business must know (淮安区 四(一)); a business
        its own; the public none."""
        return within_sight(self, viewer, agency=Q(), entity="entity")


class MeasureSuspensionQuerySet(models.QuerySet["MeasureSuspension"]):
    """Intervals in which a measure rests."""

    def covering(self, on: date) -> Self:
        """From its first day until the day of restoration, on which the measure is back."""
        return self.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gt=on))

    def open(self) -> Self:
        return self.filter(until_on=None)
