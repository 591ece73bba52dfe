"""Deadlines: working days over a calendar given as a value, and calendar months.

Pure arithmetic. The day of receipt is not counted (民法典 Art 201); working days are Monday to
Friday without the days off, plus the weekend days worked instead (行政处罚法 Art 85). A deadline
that counts a day of a year without a State Council notice is *provisional*: statutory days are
off, make-up workdays are not known yet.
"""

import calendar as months
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Interval = tuple[date, date]
SATURDAY = 5
LONG_TERM = date(2099, 12, 31)  # "long-term" in the national layouts
WEEKDAY_NAMES = "一二三四五六日"


@dataclass(frozen=True)
class WorkCalendar:
    """Days that differ from Monday to Friday, each with its name.

    Args:
        days_off: holidays, e.g. ``{date(2026, 10, 1): "国庆节"}``.
        workdays: weekend days worked instead.
        known_years: years whose notice has been issued.
    """

    days_off: Mapping[date, str]
    workdays: Mapping[date, str]
    known_years: frozenset[int]

    def is_workday(self, day: date) -> bool:
        """Whether offices work on this day."""
        return day in self.workdays or (day.weekday() < SATURDAY and day not in self.days_off)

    def is_known(self, day: date) -> bool:
        """Whether the notice of this year has been issued."""
        return day.year in self.known_years

    def describe(self, day: date) -> str:
        """Why the day counts or not, in words."""
        if day in self.workdays:
            return f"调休上班（{self.workdays[day]}）"
        if day in self.days_off:
            return f"放假（{self.days_off[day]}）"
        name = f"星期{WEEKDAY_NAMES[day.weekday()]}"
        return name if day.weekday() < SATURDAY else f"{name}，休息日"


@dataclass(frozen=True)
class CountedDay:
    """One line of the day-by-day count; ``number`` is 0 on a day that does not count."""

    day: date
    number: int
    why: str


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, and how it was counted."""

    date: date
    provisional: bool
    count: tuple[CountedDay, ...]


def add_workdays(
    start: date, days: int, calendar: WorkCalendar, pauses: Sequence[Interval] = ()
) -> Deadline:
    """The ``days``-th working day after ``start``, which itself is not counted.

    Args:
        pauses: intervals in which the clock stands still, each from its first day up to the day
            on which it goes on.

    Raises:
        ValueError: if ``days`` is not positive.
    """
    if days <= 0:
        raise ValueError("a period of working days is at least one day long")
    counted: list[CountedDay] = []
    number = 0
    for day in _days_after(start):
        stands_still = any(begin <= day < end for begin, end in pauses)
        counts = calendar.is_workday(day) and not stands_still
        number += counts
        why = "中止计时" if stands_still else calendar.describe(day)
        counted.append(CountedDay(day, number if counts else 0, why))
        if number == days:
            break
    return Deadline(
        date=counted[-1].day,
        provisional=not all(calendar.is_known(line.day) for line in counted),
        count=tuple(counted),
    )


def next_workday(day: date, calendar: WorkCalendar) -> date:
    """The first working day after ``day``."""
    return next(later for later in _days_after(day) if calendar.is_workday(later))


def previous_workday(day: date, calendar: WorkCalendar) -> date:
    """The last working day before ``day``."""
    while True:
        day -= timedelta(days=1)
        if calendar.is_workday(day):
            return day


def same_or_next_workday(day: date, calendar: WorkCalendar) -> date:
    """``day`` itself if offices work on it, else the next day on which they do."""
    return day if calendar.is_workday(day) else next_workday(day, calendar)


def workdays_until(today: date, due: date, calendar: WorkCalendar) -> int:
    """Working days left after ``today`` up to ``due``; negative once ``due`` is past."""
    first, last = min(today, due), max(today, due)
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    left = sum(calendar.is_workday(day) for day in span)
    return left if due >= today else -left


def add_months(day: date, count: int) -> date:
    """``count`` calendar months later, clipped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    month += 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
