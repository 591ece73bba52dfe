"""Working days against the computed tables (day of receipt not counted)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_portal.policy.notices import shipped_calendar
from credit_portal.shared.workdays import (
    WorkCalendar,
    add_months,
    add_workdays,
    next_workday,
    previous_workday,
    same_or_next_workday,
    workdays_until,
)

LENGTHS = (3, 5, 7, 10, 20)
# Day of receipt, what day it is, and the end of 3, 5, 7, 10 and 20 working days; "-" needs a year
# whose notice is not known.
ENDS = """
2024-12-31 work 2025-01-06 2025-01-08 2025-01-10 2025-01-15 2025-02-05
2025-01-20 work 2025-01-23 2025-01-26 2025-02-05 2025-02-08 2025-02-21
2025-01-24 work 2025-02-05 2025-02-07 2025-02-10 2025-02-13 2025-02-27
2025-01-26 work 2025-02-06 2025-02-08 2025-02-11 2025-02-14 2025-02-28
2025-01-29 off 2025-02-07 2025-02-10 2025-02-12 2025-02-17 2025-03-03
2025-02-08 work 2025-02-12 2025-02-14 2025-02-18 2025-02-21 2025-03-07
2025-04-25 work 2025-04-29 2025-05-06 2025-05-08 2025-05-13 2025-05-27
2025-04-30 work 2025-05-08 2025-05-12 2025-05-14 2025-05-19 2025-06-03
2025-09-24 work 2025-09-28 2025-09-30 2025-10-10 2025-10-14 2025-10-28
2025-09-26 work 2025-09-30 2025-10-10 2025-10-13 2025-10-16 2025-10-30
2025-09-30 work 2025-10-11 2025-10-14 2025-10-16 2025-10-21 2025-11-04
2025-10-08 off 2025-10-11 2025-10-14 2025-10-16 2025-10-21 2025-11-04
2026-01-04 work 2026-01-07 2026-01-09 2026-01-13 2026-01-16 2026-01-30
2026-02-06 work 2026-02-11 2026-02-13 2026-02-24 2026-02-27 2026-03-12
2026-02-11 work 2026-02-14 2026-02-25 2026-02-27 2026-03-03 2026-03-17
2026-02-13 work 2026-02-25 2026-02-27 2026-03-02 2026-03-05 2026-03-19
2026-02-18 off 2026-02-26 2026-02-28 2026-03-03 2026-03-06 2026-03-20
2026-02-27 work 2026-03-03 2026-03-05 2026-03-09 2026-03-12 2026-03-26
2026-04-03 work 2026-04-09 2026-04-13 2026-04-15 2026-04-20 2026-05-07
2026-04-28 work 2026-05-06 2026-05-08 2026-05-11 2026-05-14 2026-05-28
2026-05-08 work 2026-05-12 2026-05-14 2026-05-18 2026-05-21 2026-06-04
2026-06-17 work 2026-06-23 2026-06-25 2026-06-29 2026-07-02 2026-07-16
2026-09-20 work 2026-09-23 2026-09-28 2026-09-30 2026-10-10 2026-10-23
2026-09-21 work 2026-09-24 2026-09-29 2026-10-08 2026-10-12 2026-10-26
2026-09-28 work 2026-10-08 2026-10-10 2026-10-13 2026-10-16 2026-10-30
2026-09-30 work 2026-10-10 2026-10-13 2026-10-15 2026-10-20 2026-11-03
2026-10-09 work 2026-10-13 2026-10-15 2026-10-19 2026-10-22 2026-11-05
2026-11-20 work 2026-11-25 2026-11-27 2026-12-01 2026-12-04 2026-12-18
2026-11-23 work 2026-11-26 2026-11-30 2026-12-02 2026-12-07 2026-12-21
2026-12-18 work 2026-12-23 2026-12-25 2026-12-29 - -
"""
# The 5th of a month that is not a workday: previous and next workday.
FIFTHS = """
2025-01-05 2025-01-03 2025-01-06
2025-04-05 2025-04-03 2025-04-07
2025-05-05 2025-04-30 2025-05-06
2025-07-05 2025-07-04 2025-07-07
2025-10-05 2025-09-30 2025-10-09
2026-04-05 2026-04-03 2026-04-07
2026-05-05 2026-04-30 2026-05-06
2026-07-05 2026-07-03 2026-07-06
2026-09-05 2026-09-04 2026-09-07
2026-10-05 2026-09-30 2026-10-08
2026-12-05 2026-12-04 2026-12-07
"""
CALENDAR = shipped_calendar()
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 1))


def _rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize(("received", "kind", "ends"), [(r[0], r[1], r[2:]) for r in _rows(ENDS)])
def test_end_of_a_period(received: str, kind: str, ends: list[str]) -> None:
    start = date.fromisoformat(received)
    assert start.year < 2025 or CALENDAR.is_workday(start) == (kind == "work")
    for length, expected in zip(LENGTHS, ends, strict=True):
        deadline = add_workdays(start, length, CALENDAR)
        assert deadline.provisional == (expected == "-")
        assert deadline.provisional or deadline.date.isoformat() == expected


@pytest.mark.parametrize(("fifth", "before", "after"), _rows(FIFTHS))
def test_neighbours_of_the_fifth(fifth: str, before: str, after: str) -> None:
    day = date.fromisoformat(fifth)
    assert not CALENDAR.is_workday(day)
    assert previous_workday(day, CALENDAR).isoformat() == before
    assert next_workday(day, CALENDAR).isoformat() == after
    assert same_or_next_workday(day, CALENDAR).isoformat() == after


def test_a_workday_is_its_own_due_day() -> None:
    assert same_or_next_workday(date(2026, 11, 5), CALENDAR) == date(2026, 11, 5)


def test_only_the_listed_fifths_are_days_off() -> None:
    fifths = [date(year, month, 5) for year in (2025, 2026) for month in range(1, 13)]
    off = [day.isoformat() for day in fifths if not CALENDAR.is_workday(day)]
    assert off == [row[0] for row in _rows(FIFTHS)]


def test_the_count_tells_every_day() -> None:
    deadline = add_workdays(date(2026, 2, 11), 5, CALENDAR)
    assert [(line.day.day, line.number) for line in deadline.count if line.number] == [
        (12, 1), (13, 2), (14, 3), (24, 4), (25, 5),
    ]  # fmt: skip
    why = {line.day: line.why for line in deadline.count}
    assert why[date(2026, 2, 14)] == "调休上班（春节）"
    assert why[date(2026, 2, 16)] == "放假（春节）"


def test_a_year_without_notice_has_its_statutory_days_only() -> None:
    deadline = add_workdays(date(2026, 12, 31), 1, CALENDAR)
    assert deadline.provisional
    assert deadline.date == date(2027, 1, 4)


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_is_at_least_a_day(days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        add_workdays(date(2026, 1, 5), days, CALENDAR)


def test_days_left() -> None:
    friday, wednesday = date(2026, 11, 20), date(2026, 11, 25)
    assert workdays_until(friday, wednesday, CALENDAR) == 3
    assert workdays_until(friday, friday, CALENDAR) == 0
    assert workdays_until(wednesday, friday, CALENDAR) == -3


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-01-15", 36, "2029-01-15"),
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months).isoformat() == end


@given(DAYS, st.integers(1, 25))
def test_the_end_is_a_workday_and_the_count_complete(start: date, days: int) -> None:
    deadline = add_workdays(start, days, CALENDAR)
    assert CALENDAR.is_workday(deadline.date)
    assert [line.day for line in deadline.count] == [
        start + timedelta(days=n + 1) for n in range(len(deadline.count))
    ]
    assert sum(line.number > 0 for line in deadline.count) == days


@given(DAYS, st.integers(1, 10), st.integers(1, 10))
def test_periods_add_up(start: date, first: int, second: int) -> None:
    halfway = add_workdays(start, first, CALENDAR).date
    assert add_workdays(halfway, second, CALENDAR).date == (
        add_workdays(start, first + second, CALENDAR).date
    )


@given(DAYS)
def test_without_notices_it_is_monday_to_friday(start: date) -> None:
    bare = WorkCalendar(days_off={}, workdays={}, known_years=frozenset())
    deadline = add_workdays(start, 5, bare)
    assert deadline.provisional
    assert (deadline.date - start).days in (5, 6, 7)
