"""The yearly holiday notice: the shipped ones, and how a pasted one is read. Pure."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from io import StringIO

from chinese_calendar import constants

from credit_portal.policy.choices import DayKind
from credit_portal.shared.errors import Invalid
from credit_portal.shared.text import narrow
from credit_portal.shared.workdays import SATURDAY, WorkCalendar

HOLIDAY_NAMES = {holiday.value: holiday.chinese for holiday in constants.Holiday}
KIND_WORDS = {"放假": DayKind.OFF, "休": DayKind.OFF, "上班": DayKind.WORK, "班": DayKind.WORK}
KIND_WORDS["调休上班"] = DayKind.WORK
COLUMNS = 3
RANGE_MARK = "~"


@dataclass(frozen=True)
class NoticeDay:
    """One day of a notice."""

    date: date
    kind: DayKind
    name: str


@dataclass(frozen=True)
class Notice:
    """A notice of the State Council's office."""

    year: int
    title: str
    number: str
    is_confirmed: bool
    days: tuple[NoticeDay, ...]


@cache
def shipped_notices() -> tuple[Notice, ...]:
    """The notices that ship with the portal."""
    return tuple(
        Notice(
            year=entry["year"],
            title=entry["title"],
            number=entry["number"],
            is_confirmed=entry["confirmed"],
            days=tuple(_package_days(entry["year"])),
        )
        for entry in _notices_file()["notices"]
    )


@cache
def statutory_days() -> Mapping[date, str]:
    """Statutory days of years that may still be without a notice."""
    return {
        day["date"]: day["name"]
        for year in _notices_file()["statutory"].values()
        for day in year["days"]
    }


def shipped_calendar() -> WorkCalendar:
    """The calendar of the shipped notices alone."""
    notices = shipped_notices()
    return calendar_of(
        [day for notice in notices for day in notice.days], {notice.year for notice in notices}
    )


def calendar_of(days: list[NoticeDay], years: set[int]) -> WorkCalendar:
    """A calendar from the days of notices; other years have their statutory days only."""
    statutory = {day: name for day, name in statutory_days().items() if day.year not in years}
    return WorkCalendar(
        days_off=statutory | {day.date: day.name for day in days if day.kind == DayKind.OFF},
        workdays={day.date: day.name for day in days if day.kind == DayKind.WORK},
        known_years=frozenset(years),
    )


def parse_notice(text: str, year: int) -> tuple[NoticeDay, ...]:
    """Read pasted lines ``date or date~date, 放假 or 上班, name``.

    Raises:
        Invalid: with one sentence per line.
    """
    days: dict[date, NoticeDay] = {}
    problems: dict[str, str] = {}
    for number, row in enumerate(csv.reader(StringIO(narrow(text))), 1):
        if not any(cell.strip() for cell in row):
            continue
        try:
            for day in _read_row(row, year):
                if day.date in days:
                    raise ValueError(f"{day.date} 已在前面出现。")
                days[day.date] = day
        except ValueError as error:
            problems[f"第{number}行"] = str(error)
    problems.update(_missing_statutory(days, year))
    if problems:
        line, sentence = next(iter(problems.items()))
        raise Invalid("notice_invalid", f"{line}：{sentence}", problems)
    return tuple(days[day] for day in sorted(days))


def _read_row(row: list[str], year: int) -> Iterator[NoticeDay]:
    if len(row) != COLUMNS:
        raise ValueError("每行应为三列：日期、类型、名称。")
    span, word, name = (cell.strip() for cell in row)
    kind = KIND_WORDS.get(word)
    if kind is None:
        raise ValueError(f"类型应为“放假”或“上班”，现为“{word}”。")
    if not name:
        raise ValueError("没有写名称。")
    for day in _read_span(span):
        _check_day(day, kind, year)
        yield NoticeDay(day, kind, name)


def _read_span(span: str) -> Iterator[date]:
    first_text, _, last_text = span.partition(RANGE_MARK)
    try:
        first = date.fromisoformat(first_text.strip())
        last = date.fromisoformat(last_text.strip()) if last_text else first
    except ValueError:
        raise ValueError(
            f"日期应写成 2027-01-01 或 2027-01-01~2027-01-03，现为“{span}”。"
        ) from None
    if last < first:
        raise ValueError("截止日期早于起始日期。")
    yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _check_day(day: date, kind: DayKind, year: int) -> None:
    # A new year's holiday may begin, or be worked for, at the end of the year before.
    if (day.year != year and day < date(year - 1, 12, 1)) or day.year > year:
        raise ValueError(f"{day} 不属于 {year} 年的安排。")
    if kind == DayKind.WORK and day.weekday() < SATURDAY:
        raise ValueError(f"{day} 不是周末，不需要调休上班。")


def _missing_statutory(days: Mapping[date, NoticeDay], year: int) -> dict[str, str]:
    """The statutory days with a fixed date must be among the days off."""
    fixed = (date.fromisoformat(f"{year}-{day}") for day in _notices_file()["fixed_days"])
    missing = [f"{day:%m-%d}" for day in fixed if day not in days or days[day].kind != DayKind.OFF]
    if not missing:
        return {}
    return {"全文": f"法定节假日 {'、'.join(missing)} 未列为放假。"}


def _package_days(year: int) -> Iterator[NoticeDay]:
    tables = ((DayKind.OFF, constants.holidays), (DayKind.WORK, constants.workdays))
    for kind, table in tables:
        for day, name in table.items():
            if day.year == year:
                yield NoticeDay(day, kind, HOLIDAY_NAMES.get(name, name))


@cache
def _notices_file() -> dict:
    path = resources.files("credit_portal.policy") / "calendar_notices.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
