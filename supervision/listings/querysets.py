"""Named questions to lists; each takes the day it is asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Least, TruncDate

from credit_portal.accounts.viewers import Viewer, within_sight
from entities.choices import PublicationScope
from supervision.listings.choices import PUBLIC_KINDS, ListingStatus, ListKind

if TYPE_CHECKING:
    from supervision.models import Listing  # noqa: F401 - named in a string below

Status = ListingStatus


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings; what is in force follows from dates alone."""

    def in_force(self, on: date) -> Self:
        """Delivered, begun, neither over nor left, and its record stands unrepaired."""
        return (
            self.filter(delivered_at__date__lte=on, from_on__lte=on)
            .filter(Q(until_on=None) | Q(until_on__gte=on))
            .filter(Q(exited_on=None) | Q(exited_on__gt=on))
            .filter(Q(record__withdrawn_at=None) | Q(record__withdrawn_at__date__gt=on))
            .filter(Q(record__repaired_at=None) | Q(record__repaired_at__date__gt=on))
        )

    def with_force(self, on: date) -> Self:
        """With ``is_in_force``, for lists of them."""
        rows = self.model.objects.order_by().filter(pk=OuterRef("pk"))
        return self.annotate(is_in_force=Exists(rows.in_force(on)))

    def with_clocks(self) -> Self:
        """With their deadlines, for lights."""
        rows = self.select_related("statement_deadline", "review_deadline")
        return rows.prefetch_related("statement_deadline__pauses", "review_deadline__pauses")

    def open(self) -> Self:
        """Cases without an end."""
        return self.filter(status__in=[Status.PROPOSED, Status.NOTIFIED, Status.DECIDED])

    def to_notify(self) -> Self:
        """Adverse proposals of which the business does not know yet."""
        return self.filter(status=Status.PROPOSED).exclude(kind=ListKind.RED)

    def hearing(self, on: date) -> Self:
        """The business may still answer: the rule of ``Listing.is_hearing``, unanswered."""
        return self.filter(
            status=Status.NOTIFIED, stated_at=None, statement_deadline__due_on__gte=on
        )

    def to_decide(self, on: date) -> Self:
        """Heard, or the time for a statement has passed."""
        heard = Q(stated_at__isnull=False) | Q(statement_deadline__due_on__lt=on)
        return self.filter(
            Q(status=Status.NOTIFIED) & heard | Q(status=Status.PROPOSED, kind=ListKind.RED)
        )

    def shaken(self, on: date) -> Self:
        """What it rests on was withdrawn or corrected, and nobody was asked what follows."""
        lasting = Q(until_on=None) | Q(until_on__gte=on)
        cases = [Status.PROPOSED, Status.NOTIFIED, Status.DECIDED, Status.LISTED]
        rows = self.filter(lasting, status__in=cases, basis__withdrawn_at__isnull=False)
        return rows.exclude(review_deadline__isnull=False, review_deadline__closed_at=None)

    def under_review(self) -> Self:
        """The agency has to say whether it stays."""
        return self.filter(review_deadline__isnull=False, review_deadline__closed_at=None)

    def kept_by(self, viewer: Viewer) -> Self:
        """Cases of the viewer's own agencies; the lead office watches all."""
        return within_sight(self, viewer, agency=Q(agency__in=viewer.agency_ids))

    def to_deliver(self) -> Self:
        """Decided, without effect until delivered."""
        return self.filter(status=Status.DECIDED)

    def published(self, on: date) -> Self:
        """In force, of the kinds that are for everybody to see."""
        return self.in_force(on).filter(kind__in=PUBLIC_KINDS)

    def exits_published(self, first: date, last: date) -> Self:
        """Off a list that everybody could read, between two days; with ``left_on``.

        What ends ``in_force`` is what counts here, whichever came first: an act of exit, the end
        of the term, a repair or the withdrawal of the record.
        """
        left_on = Least(
            "exited_on",
            ExpressionWrapper(F("until_on") + 1, output_field=DateField()),
            TruncDate("record__repaired_at"),
            TruncDate("record__withdrawn_at"),
        )
        return self.annotate(left_on=left_on).filter(
            kind__in=PUBLIC_KINDS, record__scope=PublicationScope.PUBLIC,
            left_on__range=(first, last), from_on__lt=F("left_on"),
        )  # fmt: skip

    def visible_to(self, viewer: Viewer) -> Self:
        """An agency sees its own cases and everything delivered, a business what it was told."""
        told = Q(notified_at__isnull=False) | Q(delivered_at__isnull=False)
        return within_sight(
            self,
            viewer,
            agency=Q(agency__in=viewer.agency_ids) | Q(delivered_at__isnull=False),
            entity=told & Q(entity__uscc__in=viewer.usccs),
        )
