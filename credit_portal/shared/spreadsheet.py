"""Workbooks that leave the portal: streamed, codes as text, nothing a spreadsheet would compute."""

import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

# XML 1.0 does not carry these; Excel calls a file that has them corrupt.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NEEDS_CARE = re.compile(rf"{_ILLEGAL.pattern}|^[=#]", re.MULTILINE)
MAX_CELL_CHARACTERS = 32767  # limit of the xlsx format


def clean_text(value: Any) -> Any:
    """A cell value without characters the format cannot hold; text stays text."""
    if not isinstance(value, str):
        return value
    return _ILLEGAL.sub("", value)[:MAX_CELL_CHARACTERS]


def text_cell(sheet: WriteOnlyWorksheet, value: str) -> WriteOnlyCell:
    """A cell that is text even where it starts with ``=`` or is ``#N/A``: openpyxl would store a
    formula or an error."""
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell


def safe_row(sheet: WriteOnlyWorksheet, values: Sequence[Any]) -> Sequence[Any]:
    """Row values for ``append``; one look at the whole row tells whether any cell needs care."""
    text = "\n".join(value for value in values if isinstance(value, str))
    if len(text) <= MAX_CELL_CHARACTERS and not _NEEDS_CARE.search(text):
        return values
    cleaned = map(clean_text, values)  # first: a control character may hide what comes after it
    return [
        text_cell(sheet, value) if isinstance(value, str) and value[:1] in ("=", "#") else value
        for value in cleaned
    ]


def new_workbook(title: str, widths: Sequence[float] = ()) -> tuple[Workbook, WriteOnlyWorksheet]:
    """A write-only workbook with its first sheet; widths are in characters."""
    workbook = Workbook(write_only=True)
    return workbook, add_sheet(workbook, title, widths)


def add_sheet(workbook: Workbook, title: str, widths: Sequence[float] = ()) -> WriteOnlyWorksheet:
    """One more sheet; column widths must be set before the first row in write-only mode."""
    sheet = workbook.create_sheet(title)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    return sheet
