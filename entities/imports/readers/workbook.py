"""Workbooks, read by calamine row by row."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from entities.imports.readers.copying import copy_rows, stage_columns
from entities.imports.refusal import ImportRefused
from entities.imports.safety import damaged

Cell = Any  # int | float | str | bool | date | datetime | time | timedelta


class SheetTable:
    """A sheet; blank rows are left out, the others keep their row numbers."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet
        self._offset = (sheet.start or (0, 0))[1]

    def head(self, count: int) -> list[list[str]]:
        return [list(map(as_text, self._padded(cells))) for cells in islice(self._cells(), count)]

    def copy_into(self, cursor: Any, table: str, after: int, width: int) -> None:
        copy_rows(cursor, table, ["row", *stage_columns(width)], self._rows(after, width))

    def _cells(self) -> Iterator[list[Cell]]:
        return iter(self._sheet.iter_rows())

    def _padded(self, cells: list[Cell]) -> list[Cell]:
        """From column A on: calamine leaves out the empty columns before the first used one."""
        return [""] * self._offset + cells

    def _rows(self, after: int, width: int) -> Iterator[list[str]]:
        for number, cells in enumerate(self._cells(), start=1):
            if number > after and any(cell != "" for cell in cells):
                yield [str(number), *map(as_text, self._padded(cells)[:width])]


def workbook_tables(path: Path) -> Iterator[SheetTable]:
    """The sheets of a workbook that has passed ``check_file``.

    Raises:
        ImportRefused: encrypted or damaged.
    """
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for name in workbook.sheet_names:
                yield SheetTable(workbook.get_sheet_by_name(name))
    except PasswordError as error:
        raise ImportRefused("file_encrypted", "文件已加密，请去掉打开密码后重新上传。") from error
    except (CalamineError, OSError) as error:
        raise damaged() from error


def as_text(cell: Cell) -> str:
    """The cell as it would stand in a csv: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
