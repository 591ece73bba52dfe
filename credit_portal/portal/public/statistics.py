"""Statistics for everybody: what was published, repaired, listed and inspected month by month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.portal.public.columns import COLUMNS, DOUBLE_PUBLICITY
from credit_portal.portal.public.publications import published
from credit_portal.shared.workdays import add_months
from entities.choices import PublicationScope, RecordKind
from entities.models import CreditRecord
from supervision.listings.choices import ListKind
from supervision.models import Inspection, Listing

MONTHS = 12
GROUPS = ("行政许可", "行政处罚", "其他行政行为", "其他信用信息")


@dataclass(frozen=True)
class MonthOfRecords:
    """Records decided in a month that stand published, by group."""

    month: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class MonthOfActs:
    """What else happened in a month."""

    month: date
    repaired: int
    listed: int
    exited: int
    inspected: int


@dataclass(frozen=True)
class CityStatistics:
    """The last twelve months, oldest first, and the lists as they stand."""

    records: list[MonthOfRecords]
    acts: list[MonthOfActs]
    lists: list[tuple[str, int]]
    groups: tuple[str, ...] = GROUPS


def city_statistics(on: date) -> CityStatistics:
    """Six grouped questions; no row is looped over."""
    months = [add_months(on.replace(day=1), -n) for n in range(MONTHS - 1, -1, -1)]
    return CityStatistics(_records(on, months), _acts(on, months), _lists(on))


def _records(on: date, months: list[date]) -> list[MonthOfRecords]:
    rows = published(on).filter(decided_on__range=(months[0], on)).order_by()
    counts: dict[date, Counter[str]] = {month: Counter() for month in months}
    grouped = rows.annotate(month=TruncMonth("decided_on")).values_list("month", "kind")
    for month, kind, number in grouped.annotate(Count("pk")):
        counts[month][_group(kind)] += number
    return [MonthOfRecords(month, tuple(counts[month][g] for g in GROUPS)) for month in months]


def _group(kind: str) -> str:
    if kind in DOUBLE_PUBLICITY:
        return str(RecordKind(kind).label)
    return GROUPS[2] if kind in COLUMNS else GROUPS[3]


def _acts(on: date, months: list[date]) -> list[MonthOfActs]:
    """Of repaired records only the number is told: they are not shown any more."""
    public = CreditRecord.objects.filter(scope=PublicationScope.PUBLIC)
    listings = Listing.objects.exclude(delivered_at=None)
    by_month = [
        _by_month(rows, field, months[0])
        for rows, field in (
            (public, "repaired_at"),
            (listings, "delivered_at"),
            (listings, "exited_on"),
            (Inspection.objects.visible_to(PUBLIC_VIEWER), "published_at"),
        )
    ]
    return [MonthOfActs(month, *(counts[month] for counts in by_month)) for month in months]


def _by_month(rows: QuerySet, field: str, since: date) -> Counter[date]:
    """How many had ``field`` fall into each month."""
    is_instant = field.endswith("_at")
    begun = {f"{field}__date__gte" if is_instant else f"{field}__gte": since}
    grouped = rows.filter(**begun).order_by().values_list(TruncMonth(field)).annotate(Count("pk"))
    return Counter({(m.date() if is_instant else m): number for m, number in grouped})


def _lists(on: date) -> list[tuple[str, int]]:
    """Who stands on the lists that are for everybody to see."""
    rows = Listing.objects.published(on).order_by().values_list("kind").annotate(Count("pk"))
    return [(str(ListKind(kind).label), number) for kind, number in rows]
