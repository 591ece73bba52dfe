"""Named questions to harm reversals; set-based, so that a whole file withdrawn at once is one."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from credit_portal.accounts.viewers import Viewer, within_sight
from entities.feed.selectors import awaited_changes
from grading.models import EvaluationRun, Grade
from supervision.listings.choices import ListingStatus
from supervision.measures.choices import MeasureStatus
from supervision.models import Listing, Measure

if TYPE_CHECKING:
    from disputes.models import HarmReversal  # noqa: F401 - named in a string below

CHANGE, RECORD = OuterRef("change"), OuterRef("change__record")
CASES = (
    ListingStatus.PROPOSED, ListingStatus.NOTIFIED, ListingStatus.DECIDED, ListingStatus.LISTED,
)  # fmt: skip


class HarmReversalQuerySet(models.QuerySet["HarmReversal"]):
    """Harm reversals."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency what it reported, a business its own."""
        return within_sight(
            self, viewer, agency="change__record__reported_by", entity="change__entity"
        )

    def open(self) -> Self:
        return self.filter(done_at=None)

    def clean(self) -> Self:
        """Graded again, no measure or listing on the fact, every reader of the feed follows."""
        return (
            self.filter(Exists(_regraded()) | ~Exists(_graded()))
            .exclude(Exists(_measures()))
            .exclude(Exists(_listings()))
            .exclude(change__in=awaited_changes().order_by().values("pk"))
        )


def _graded() -> models.QuerySet[Grade]:
    """Grades that were given while the fact stood, or before."""
    before = Grade.objects.counting().filter(entity=OuterRef("change__entity"))
    return before.filter(run__known_at__lt=OuterRef("change__at")).order_by()


def _regraded() -> models.QuerySet[EvaluationRun]:
    """Runs that knew of the change: each grades whoever was touched since the one before it."""
    rows = EvaluationRun.objects.counting().order_by()
    return rows.filter(known_at__gte=OuterRef("change__at"))


def _measures() -> models.QuerySet[Measure]:
    """Measures on the fact that were not over by themselves when it fell, and are not ended."""
    lasting = Q(until_on=None) | Q(until_on__gte=OuterRef("change__at__date"))
    rows = Measure.objects.filter(lasting, record=RECORD).order_by()
    return rows.exclude(status=MeasureStatus.ENDED)


def _listings() -> models.QuerySet[Listing]:
    """Listings on the fact, or of which it is the record, likewise."""
    lasting = Q(until_on=None) | Q(until_on__gte=OuterRef("change__at__date"))
    resting = Q(basis=RECORD) | Q(record=RECORD)
    return Listing.objects.filter(lasting, resting, status__in=CASES).order_by()
