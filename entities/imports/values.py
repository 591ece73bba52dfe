"""The rules of a cell as pure functions of its text; blanks never reach them.

Each returns the canonical text that PostgreSQL casts to the column's type, or raises ``BadCell``.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from credit_portal.shared.text import narrow
from entities import uscc
from entities.choices import IssueCode
from entities.imports.layout import CellKind, Column

_DATE = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL_DATE = re.compile(r"\d{5}")
_SERIAL_ORIGIN = date(1899, 12, 30)  # day 0 of spreadsheets that count from 1900
_NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_INTEGER_DIGITS = 12
_DECIMAL_PLACES = Decimal("0.000001")  # decimal(18,6), the national layout's amount
_SEPARATOR = re.compile("[;；]")


class BadCell(ValueError):
    """The cell does not hold what its column asks for; ``code`` says how."""

    def __init__(self, code: IssueCode) -> None:
        super().__init__(code)
        self.code = code


def parse_date(text: str) -> str:
    """ISO date from the forms that departments write, true dates and spreadsheet serials.

    >>> parse_date("2021年3月4日")
    '2021-03-04'
    """
    text = narrow(text)
    try:
        if found := _DATE.fullmatch(text):
            return date(*(int(found[name]) for name in ("year", "month", "day"))).isoformat()
        if found := _COMPACT_DATE.fullmatch(text):
            return date(*map(int, found.groups())).isoformat()
        if _SERIAL_DATE.fullmatch(text):
            return (_SERIAL_ORIGIN + timedelta(days=int(text))).isoformat()
    except ValueError:
        pass
    raise BadCell(IssueCode.DATE_INVALID)


def parse_number(text: str) -> str:
    """A plain decimal that is not negative and fits decimal(18,6); thousands may be grouped."""
    text = narrow(text)
    if not _NUMBER.fullmatch(text):
        raise BadCell(IssueCode.NUMBER_INVALID)
    number = Decimal(text.replace(",", ""))
    if number >= 10**_INTEGER_DIGITS:
        raise BadCell(IssueCode.NUMBER_INVALID)
    plain = f"{number.quantize(_DECIMAL_PLACES):f}"
    return plain.rstrip("0").rstrip(".")


def parse_uscc(text: str) -> str:
    """A unified social credit code, normalised; look-alike letters are not guessed away."""
    code = uscc.normalise(text)
    if not uscc.is_valid(code):
        raise BadCell(IssueCode.USCC_INVALID)
    return code


def choice_parser(column: Column) -> Callable[[str], str]:
    """One of the column's choices."""

    def parse(text: str) -> str:
        try:
            return column.choices[narrow(text)]
        except KeyError:
            raise BadCell(IssueCode.CHOICE_INVALID) from None

    return parse


def choices_parser(column: Column) -> Callable[[str], str]:
    """Several of the column's choices, each once, joined by ``;``."""
    parse_one = choice_parser(column)

    def parse(text: str) -> str:
        parts = [part for part in _SEPARATOR.split(text) if part.strip()]
        if not parts:
            raise BadCell(IssueCode.CHOICE_INVALID)
        return ";".join(dict.fromkeys(map(parse_one, parts)))

    return parse


def parser_of(column: Column) -> Callable[[str], str]:
    """The function that reads the cells of a typed column."""
    match column.kind:
        case CellKind.DATE:
            return parse_date
        case CellKind.NUMBER:
            return parse_number
        case CellKind.USCC:
            return parse_uscc
        case CellKind.CHOICE:
            return choice_parser(column)
        case CellKind.CHOICES:
            return choices_parser(column)
    raise ValueError(f"{column.kind} cells are taken as they are")
