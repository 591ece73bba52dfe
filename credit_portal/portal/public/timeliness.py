"""公示及时率: which share of the acts stood online within the working days of the pack.

The calendar goes to the database as an array, one last day for each day of the period; so that
every row is judged where it lies.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, DateField, F, Func, Q, Value
from django.db.models.functions import Greatest, TruncDate

from credit_portal.policy.services import pack_in_force, work_calendar
from credit_portal.portal.public.publications import published
from credit_portal.shared.workdays import WorkCalendar, add_months
from entities.querysets import CreditRecordQuerySet

MONTHS = 12
SLACK_DAYS = 60  # days after the period among which the last working days are looked for


@dataclass(frozen=True)
class Timeliness:
    """One authority, or all together."""

    authority: str
    total: int
    in_time: int

    @property
    def percent(self) -> float:
        return 100 * self.in_time / self.total if self.total else 0.0


@dataclass(frozen=True)
class TimelinessReport:
    """Acts decided between two days, judged by so many working days."""

    first: date
    last: date
    days: int
    rows: tuple[Timeliness, ...]

    @property
    def whole(self) -> Timeliness:
        """All authorities together."""
        return Timeliness(
            "合计", sum(row.total for row in self.rows), sum(row.in_time for row in self.rows)
        )


class LastDay(Func):
    """The last day in time: an element of the array, by the day of the decision."""

    output_field = DateField()

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, Any]:
        """``(last_days)[decided_on - first + 1]``."""
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        (array, _), (day, _), (first, _) = parts
        params = tuple(value for _, values in parts for value in values)
        return f"({array})[{day} - {first}::date + 1]", params


def timeliness(kinds: tuple[str, ...], on: date) -> TimelinessReport:
    """Acts decided in the last twelve months, by authority, those with most acts first.

    A record that corrects another was published before; its own date says nothing.
    """
    first, days = add_months(on, -MONTHS), pack_in_force(on).publication.act_days.value
    rows = published(on).filter(kind__in=kinds, decided_on__range=(first, on), replaces=None)
    found = (
        _judged(rows, first, on, days)
        .order_by()
        .values_list("authority_name")
        .annotate(total=Count("pk"), in_time=Count("pk", filter=Q(online_on__lte=F("last_day"))))
        .order_by("-total", "authority_name")
    )
    return TimelinessReport(first, on, days, tuple(Timeliness(*row) for row in found))


def _judged(rows: CreditRecordQuerySet, first: date, last: date, days: int) -> CreditRecordQuerySet:
    """With ``online_on``, the day since which everybody could read it, and ``last_day``."""
    array = Value(last_days(first, last, days, work_calendar()), ArrayField(DateField()))
    return rows.annotate(
        online_on=Greatest(F("published_from"), TruncDate("recorded_at")),
        last_day=LastDay(array, F("decided_on"), Value(first)),
    )


def last_days(first: date, last: date, days: int, calendar: WorkCalendar) -> list[date]:
    """For each day of a period the ``days``-th working day after it."""
    span = (last - first).days + 1
    all_days = [first + timedelta(days=n) for n in range(span + SLACK_DAYS)]
    workdays = [day for day in all_days if calendar.is_workday(day)]
    return [workdays[bisect_right(workdays, day) + days - 1] for day in all_days[:span]]
