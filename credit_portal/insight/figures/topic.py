"""A topic: counted by agency and state for the dashboard, listed row by row behind each figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
)

from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer
from supervision.inspections.effect import Period

DAY = timedelta(days=1)
PERCENT = 100


class MedianTime(Aggregate):
    """The median of intervals."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def took(begin: str, end: str) -> MedianTime:
    """The median time from one column to another, of the rows that have both."""
    return MedianTime(ExpressionWrapper(F(end) - F(begin), output_field=DurationField()))


@dataclass(frozen=True)
class State:
    """Rows of a topic that are counted together."""

    label: str
    condition: Q


@dataclass(frozen=True)
class Item:
    """One row of the list behind a figure."""

    label: str
    url: str
    detail: str
    state: str
    agency: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What is counted, and how.

    Attributes:
        agency: lookup of the agency that answers for a row.
        rows: what the viewer may see of a period.
        states: of the period and today, by name, in the order of the columns.
        share: its label, the states that make the part, and those that make the whole.
        median: of the time that something took.
        sums: columns added up, by label; the share is then the last of them by the first.
        item: how a row is listed.
    """

    name: str
    title: str
    subtitle: str
    icon: str
    agency: str
    rows: Callable[[Viewer, Period, date], QuerySet[Any]]
    states: Callable[[Period, date], Mapping[str, State]]
    item: Callable[[Any], Item]
    share: tuple[str, tuple[str, ...], tuple[str, ...]] = ("", (), ())
    median: MedianTime | None = None
    sums: tuple[tuple[str, str], ...] = ()

    def chosen(
        self, viewer: Viewer, period: Period, on: date, *, state: str = "", agency: str = ""
    ) -> QuerySet[Any]:
        """The rows behind a figure; no state means all that are counted."""
        states = self.states(period, on)
        rows = self.rows(viewer, period, on)
        rows = rows.filter(states[state].condition if state in states else _any(states))
        return rows.filter(**{self.agency: agency}) if agency else rows


@dataclass(frozen=True)
class Cell:
    """One count and where it leads."""

    label: str
    count: int
    query: str


@dataclass(frozen=True)
class Line:
    """One agency, or the total."""

    label: str
    cells: list[Cell]
    sums: list[tuple[str, int]]
    share: float | None
    days: float | None


@dataclass(frozen=True)
class Board:
    """A topic as its card shows it."""

    topic: Topic
    headings: list[str]
    total: Line
    lines: list[Line]


def board_of(topic: Topic, viewer: Viewer, period: Period, on: date) -> Board:
    """Counted in two statements, however many agencies there are."""
    states = topic.states(period, on)
    rows = topic.chosen(viewer, period, on).order_by()
    wanted = _aggregates(topic, states)
    total = _line(topic, states, period, "合计", "", rows.aggregate(**wanted))
    groups = list(rows.values(group=F(topic.agency)).annotate(**wanted).order_by())
    names = dict(Agency.objects.values_list("pk", "short_name"))
    lines = [
        _line(topic, states, period, names.get(key := row["group"], "未注明"), str(key or ""), row)
        for row in groups
    ]
    lines.sort(key=lambda line: (-line.cells[0].count, line.label))
    return Board(topic, [state.label for state in states.values()], total, lines)


def _any(states: Mapping[str, State]) -> Q:
    whole = Q()
    for state in states.values():
        whole |= state.condition
    return whole


def _aggregates(topic: Topic, states: Mapping[str, State]) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        f"of_{name}": Count("pk", filter=state.condition) for name, state in states.items()
    }
    wanted |= {f"sum_{column}": Sum(column, default=0) for _, column in topic.sums}
    return wanted | ({"time": topic.median} if topic.median else {})


def _line(
    topic: Topic, states: Mapping[str, State], period: Period, label: str, agency: str,
    row: Mapping[str, Any],
) -> Line:  # fmt: skip
    cells = [
        Cell(state.label, row[f"of_{name}"], _query(period, name, agency))
        for name, state in states.items()
    ]
    time = row.get("time")
    sums = [(label, row[f"sum_{column}"]) for label, column in topic.sums]
    return Line(label, cells, sums, _share(topic, row, sums), time / DAY if time else None)


def _share(topic: Topic, row: Mapping[str, Any], sums: list[tuple[str, int]]) -> float | None:
    if sums:
        part, whole = sums[-1][1], sums[0][1]
    else:
        part, whole = (sum(row[f"of_{name}"] for name in names) for names in topic.share[1:])
    return PERCENT * part / whole if whole else None


def _query(period: Period, state: str, agency: str) -> str:
    chosen = {"state": state} | ({"agency": agency} if agency else {})
    return urlencode({"since": period.since, "until": period.until, **chosen})
