"""The rules of disputes as pure functions of values."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from credit_portal.shared.workdays import LONG_TERM

WHOLE = "whole"
GRADE = "grade"
# Contested as such: what is claimed is said in words, no value takes its place.
WHOLES = frozenset([WHOLE, GRADE])
DETAILS = "details."
DATES = frozenset(["decided_on", "valid_from", "valid_until"])
# Only the end of validity may be open; what names a record may not be empty.
MAY_BE_EMPTY = frozenset(["document_number", "valid_from", "valid_until"])
SERIAL_DIGITS = 5
MOST_DIGITS = 15
EARLIEST = date(1949, 10, 1)


def dispute_number(region_code: str, year: int, serial: int) -> str:
    """异议编号: YY, region (6), year (4), serial of the year (5)."""
    return f"YY-{region_code}-{year}-{serial:0{SERIAL_DIGITS}d}"


def overall(upheld: Collection[bool]) -> str:
    """The outcome of the whole from those of its fields."""
    if all(upheld):
        return "upheld"
    return "partly" if any(upheld) else "rejected"


def corrected_value(name: str, text: str, old: Any, levels: Mapping[str, str]) -> Any:
    """A corrected value as the register stores it.

    Args:
        name: the field, details with their prefix.
        old: the stored value, whose kind the new one takes.
        levels: what the levels are called → their codes.

    Raises:
        ValueError: the text is no such value; its argument says why.
    """
    text = text.strip()
    if not text:
        if name in MAY_BE_EMPTY:
            return None if name in DATES else ""
        raise ValueError("不能为空")
    if name in DATES:
        return _date(text)
    if name == "level":
        if text not in levels and text not in levels.values():
            raise ValueError(f"应为{'、'.join(levels)}之一")
        return levels.get(text, text)
    if isinstance(old, int | float) and not isinstance(old, bool):
        return _number(text)
    return text


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError("日期应写作 2026-11-22 的形式") from None
    if not EARLIEST <= found <= LONG_TERM:
        raise ValueError(f"应为 {EARLIEST} 至 {LONG_TERM} 之间的日期")
    return found


def _number(text: str) -> float | int:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("应为数字") from None
    if not number.is_finite() or number.adjusted() > MOST_DIGITS:
        raise ValueError("数字过大")
    return int(number) if number == number.to_integral_value() else float(number)
