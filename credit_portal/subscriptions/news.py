"""What a topic brings: what came online in a period, and what is online no more."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import Greatest, TruncDate

from credit_portal.portal.public import publications
from credit_portal.portal.public.publications import Publication
from credit_portal.subscriptions.topics import Topic
from entities.choices import PublicationScope
from entities.models import CreditRecord

LISTED = 50
DAY = timedelta(days=1)
ONLINE_ON = Greatest("published_from", TruncDate("recorded_at"))


@dataclass(frozen=True)
class Period:
    """Whole days, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class News:
    """What came online; ``total`` counts what the mail has no room for, too."""

    rows: list[Publication]
    total: int


def news_of(topic: Topic, period: Period, on: date) -> News:
    """What everybody can read since some day of a period, and still on the day of the mail."""
    rows = publications.published(on).alias(online_on=ONLINE_ON)
    rows = rows.filter(topic.condition, online_on__range=(period.first, period.last))
    total = rows.count()
    return News(publications.shown(rows, LISTED) if total else [], total)


def ended_of(topic: Topic, period: Period, since: date, on: date) -> list[Publication]:
    """What a subscriber since some day was told and nobody may use any more.

    Withdrawn, corrected, repaired or lifted within the period. To whom it was not told before,
    it is not told now.
    """
    told = CreditRecord.objects.filter(topic.condition, scope=PublicationScope.PUBLIC)
    told = told.alias(online_on=ONLINE_ON).filter(online_on__range=(since, period.first - DAY))
    changed = told.filter(changes__at__date__range=(period.first, period.last)).distinct()
    still = publications.published(on).filter(pk=OuterRef("pk"))
    return publications.shown(changed.filter(~Exists(still)), LISTED)
