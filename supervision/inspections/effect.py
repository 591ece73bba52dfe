"""抽查成效: what the inspections of a period found, and what they cost the businesses.

Every figure is counted in the database from the visits that the viewer may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.workdays import add_months
from supervision.inspections.filters import (
    DIMENSIONS,
    MANY_TIMES,
    NONE,
    WITH_FINDING,
    WITH_RESULT,
    Dimension,
    made_between,
)
from supervision.inspections.querysets import MONTHS_OF_CAP, InspectionQuerySet
from supervision.models import Inspection

DAY = timedelta(days=1)
MOST_VISITED = 10
PERCENT = 100
SMALLEST_CHANGE = 0.05  # of a percentage point: what one decimal shows
Counts = Mapping[str, int]
COUNTS = {
    "made": Count("pk"),
    "concluded": Count("pk", filter=WITH_RESULT),
    "found": Count("pk", filter=WITH_FINDING),
    "businesses": Count("entity", distinct=True),
}
NOTHING: Counts = dict.fromkeys(COUNTS, 0)


@dataclass(frozen=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date

    @classmethod
    def last_year(cls, on: date) -> "Period":
        return cls(add_months(on, -MONTHS_OF_CAP) + DAY, on)

    @property
    def before(self) -> "Period":
        """As many days, directly before."""
        return Period(self.since - (self.until - self.since) - DAY, self.since - DAY)

    def query(self, **more: str) -> str:
        """What the list of visits needs to show what stands behind a figure."""
        return urlencode({"since": self.since, "until": self.until, **more})


@dataclass(frozen=True)
class Line:
    """The visits of one group, in the period and in the one before."""

    label: str
    now: Counts
    before: Counts
    query: str

    @property
    def hit_rate(self) -> float | None:
        """Share of the visits with a result that found something (问题发现率)."""
        return _share(self.now["found"], self.now["concluded"])

    @property
    def hit_rate_before(self) -> float | None:
        return _share(self.before["found"], self.before["concluded"])

    @property
    def change(self) -> float | None:
        """In percentage points."""
        if self.hit_rate is None or self.hit_rate_before is None:
            return None
        return self.hit_rate - self.hit_rate_before

    @property
    def repeated(self) -> float | None:
        """Share of visits to a business that was visited already in the period (重复检查)."""
        return _share(self.now["made"] - self.now["businesses"], self.now["made"])

    @property
    def repeated_before(self) -> float | None:
        return _share(self.before["made"] - self.before["businesses"], self.before["made"])


@dataclass(frozen=True)
class Effect:
    """What the page shows.

    Attributes:
        groups: for each dimension its label and its lines.
        times: how many businesses were visited so often.
        visited: the businesses visited most often, with their number of visits and findings.
    """

    period: Period
    total: Line
    groups: list[tuple[str, list[Line]]]
    times: list[Line]
    most: int
    visited: list[dict[str, Any]]

    @property
    def words(self) -> dict[str, str]:
        """The figures at the head of the page as they are read."""
        total = self.total
        return {
            "made": str(total.before["made"]),
            "businesses": str(total.before["businesses"]),
            "hit_rate": percent_of(total.hit_rate),
            "hit_change": _change_in_words(total),
            "repeated": percent_of(total.repeated),
            "repeated_before": percent_of(total.repeated_before),
        }


def effect_of(viewer: Viewer, period: Period) -> Effect:
    """The figures of a period beside those of the period before."""
    now, before = _visits(viewer, period), _visits(viewer, period.before)
    burden = now.times_by_entity()
    return Effect(
        period=period,
        total=Line("合计", now.aggregate(**COUNTS), before.aggregate(**COUNTS), period.query()),
        groups=[(row.label, _lines(row, now, before, period)) for row in DIMENSIONS],
        times=_times(now, before, period),
        most=burden.aggregate(most=Max("times"))["most"] or 0,
        visited=_most_visited(now, period),
    )


def _visits(viewer: Viewer, period: Period) -> InspectionQuerySet:
    """Visits begun in a period; a joint visit counts once."""
    seen = Inspection.objects.visible_to(viewer).order_by().values("pk")
    rows = Inspection.objects.order_by().filter(pk__in=seen)
    return made_between(rows, period.since, period.until)


def _lines(
    dimension: Dimension, now: InspectionQuerySet, before: InspectionQuerySet, period: Period
) -> list[Line]:
    """One line for each group with visits in either period, most visits first."""
    counts, former = (_by_group(rows, dimension) for rows in (now, before))
    names = dimension.choices()
    lines = [
        Line(
            label=names.get(key, dimension.without),
            now=counts.get(key, NOTHING),
            before=former.get(key, NOTHING),
            query=period.query(**{dimension.name: key or NONE}),
        )
        for key in counts.keys() | former.keys()
    ]
    return sorted(lines, key=lambda line: (-line.now["made"], line.label))


def _by_group(rows: InspectionQuerySet, dimension: Dimension) -> dict[str, Counts]:
    found = rows.annotate(key=dimension.key).values("key").annotate(**COUNTS)
    return {row["key"]: row for row in found}


def _times(now: InspectionQuerySet, before: InspectionQuerySet, period: Period) -> list[Line]:
    """检查次数分布: businesses visited once, twice, … in the period."""
    wanted = {
        f"of_{times}": Count(
            "entity", filter=Q(times__gte=times) if times == MANY_TIMES else Q(times=times)
        )
        for times in range(1, MANY_TIMES + 1)
    }
    counts, former = (rows.times_by_entity().aggregate(**wanted) for rows in (now, before))
    return [
        Line(
            label=f"{times} 次及以上" if times == MANY_TIMES else f"{times} 次",
            now={**NOTHING, "businesses": counts[f"of_{times}"]},
            before={**NOTHING, "businesses": former[f"of_{times}"]},
            query=period.query(times=str(times)),
        )
        for times in range(1, MANY_TIMES + 1)
    ]


def _most_visited(now: InspectionQuerySet, period: Period) -> list[dict[str, Any]]:
    rows = now.values("entity__uscc", "entity__name").annotate(**COUNTS).filter(made__gt=1)
    return [
        {**row, "query": period.query(q=row["entity__uscc"])}
        for row in rows.order_by("-made", "entity__uscc")[:MOST_VISITED]
    ]


def percent_of(share: float | None) -> str:
    return "—" if share is None else f"{share:.1f}%"


def _change_in_words(total: Line) -> str:
    before = f"前期 {percent_of(total.hit_rate_before)}"
    if not total.change or abs(total.change) < SMALLEST_CHANGE:
        return before
    return f"{before}，{'升' if total.change > 0 else '降'} {abs(total.change):.1f} 个百分点"


def _share(part: int, whole: int) -> float | None:
    return PERCENT * part / whole if whole else None
