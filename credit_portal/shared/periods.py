"""Periods that results are given for: a year, a quarter or a month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from credit_portal.shared.text import fold
from credit_portal.shared.workdays import add_months

_YEAR = re.compile(r"(20\d\d)(?:年度?)?")
_QUARTER = re.compile(r"(20\d\d)(?:-?Q([1-4])|年?第?([1-4一二三四])季度)")
_MONTH = re.compile(r"(20\d\d)(?:-|年)(0?[1-9]|1[0-2])月?")
_NUMERALS = "一二三四"
_YEAR_MONTHS, _QUARTER_MONTHS = 12, 3


@dataclass(frozen=True)
class Period:
    """Calendar months from the first of ``begins_on`` on; ``code`` is its canonical name."""

    code: str
    begins_on: date
    months: int

    @property
    def label(self) -> str:
        """In words.

        >>> read_period("2026Q3").label
        '2026年第三季度'
        """
        begins = self.begins_on
        if self.months == _YEAR_MONTHS:
            return f"{begins.year}年"
        if self.months == _QUARTER_MONTHS:
            return f"{begins.year}年第{_NUMERALS[begins.month // _QUARTER_MONTHS]}季度"
        return f"{begins.year}年{begins.month}月"

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.next_begins_on - timedelta(days=1)

    @property
    def next_begins_on(self) -> date:
        """The first day of the period after it."""
        return add_months(self.begins_on, self.months)


def read_period(text: str) -> Period:
    """The period that a text names.

    >>> read_period("2026年第三季度").code
    '2026Q3'

    Raises:
        ValueError: it names none.
    """
    period = next(_readings(fold(text)), None)
    if period is None:
        raise ValueError(text)
    return period


def _readings(text: str) -> Iterator[Period]:
    if found := _YEAR.fullmatch(text):
        yield Period(found[1], date(int(found[1]), 1, 1), _YEAR_MONTHS)
    if found := _QUARTER.fullmatch(text):
        number = int(found[2] or _quarter(found[3]))
        begins_on = date(int(found[1]), 3 * number - 2, 1)
        yield Period(f"{found[1]}Q{number}", begins_on, _QUARTER_MONTHS)
    if found := _MONTH.fullmatch(text):
        month = int(found[2])
        yield Period(f"{found[1]}-{month:02d}", date(int(found[1]), month, 1), 1)


def _quarter(numeral: str) -> int:
    return _NUMERALS.index(numeral) + 1 if numeral in _NUMERALS else int(numeral)
