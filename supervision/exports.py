"""Tables of supervision as workbooks: what a page lists, for whoever may see it."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.http import FileResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.spreadsheet import add_sheet, clean_text, text_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 50_000  # a page waits for them; more is asked for with a filter
TEXT_FORMAT = "@"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        value: what a row says there.
        width: in characters.
        as_text: stays as it stands even when somebody edits it: codes, numbers of documents.
    """

    label: str
    value: Callable[[Any], Any]
    width: float = 16
    as_text: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet of a workbook: its title, its columns, and the rows to be read once."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Any]


def export(title: str, *tables: Table, at: datetime, by: Actor | None = None) -> FileResponse:
    """A workbook to download.

    Args:
        by: who takes data along that not everybody may see; it is recorded.

    Raises:
        Refused: too many rows to wait for.
    """
    # Read first: a workbook that was begun must be finished.
    read = [(table, _rows_of(table)) for table in tables]
    workbook = Workbook(write_only=True)
    for table, rows in read:
        widths = [column.width for column in table.columns]
        _write(add_sheet(workbook, table.title, widths), table.columns, rows)
    if by is not None:
        audit.record(
            by=by, act="supervision.export_table", object_type="export", object_label=title,
            after={"rows": {table.title: len(rows) for table, rows in read}}, at=at,
        )  # fmt: skip
    stream = io.BytesIO()
    workbook.save(stream)
    stream.seek(0)
    name = f"{title}-{timezone.localdate(at):%Y%m%d}.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)


def _rows_of(table: Table) -> list[Any]:
    rows = list(islice(table.rows, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise Refused("too_many_rows", f"超过 {MOST_ROWS} 行，请先筛选再导出。")
    return rows


def _write(sheet: WriteOnlyWorksheet, columns: Sequence[Column], rows: Sequence[Any]) -> None:
    """Write a table below its heads."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.append([_head(sheet, column.label) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, column, row) for column in columns])


def _head(sheet: WriteOnlyWorksheet, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=label)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, column: Column, row: Any) -> Any:
    value = column.value(row)
    if isinstance(value, datetime):
        return timezone.make_naive(value)  # a spreadsheet knows no time zones
    if isinstance(value, bool):
        return "是" if value else "否"
    if not column.as_text and not isinstance(value, str):
        return value
    cell = text_cell(sheet, clean_text("" if value is None else str(value)))
    if column.as_text:
        cell.number_format = TEXT_FORMAT
    return cell
