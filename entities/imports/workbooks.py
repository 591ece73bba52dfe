"""Workbooks of the import: the rows to be mended, and the empty templates."""

import json
from collections.abc import Callable
from typing import IO

from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from credit_portal.shared.spreadsheet import add_sheet, new_workbook, safe_row
from entities.imports.headings import REASON_HEADING
from entities.imports.layout import CellKind, Column, Layout
from entities.imports.selectors import rejected_rows
from entities.models import ImportBatch

Tick = Callable[[int], None]
ROWS_PER_READ = 1_000
WIDTH = 18
TEXT_FORMAT = "@"  # Excel leaves codes and dates as they are typed
FORMATS = {
    CellKind.TEXT: "文字",
    CellKind.DATE: "日期，如 2026/01/31",
    CellKind.NUMBER: "非负数字，不带单位",
    CellKind.USCC: "18 位统一社会信用代码",
    CellKind.CHOICE: "从可选值中填一项",
    CellKind.CHOICES: "从可选值中填一项或多项，用分号隔开",
}


def write_quarantine(batch: ImportBatch, target: IO[bytes], tick: Tick = lambda done: None) -> None:
    """The rejected rows under the headings of their file, with the reasons as the last column."""
    workbook, sheet = new_workbook("待修正")
    rows = rejected_rows(batch).iterator(chunk_size=ROWS_PER_READ)
    for number, row in enumerate(rows, start=1):
        headings, cells = zip(*json.loads(row.cells), strict=True)
        if number == 1:
            _begin_table(sheet, [*headings, REASON_HEADING])
        reasons = "".join(issue["message"] for issue in row.issues)
        sheet.append(safe_row(sheet, [*cells, reasons]))
        tick(number)
    workbook.save(target)


def write_template(layout: Layout, target: IO[bytes]) -> None:
    """An empty table with the headings (``*`` = required), and a sheet that explains them."""
    workbook, sheet = new_workbook(layout.name)
    columns = [column for column in layout.columns if not column.is_former]
    _begin_table(sheet, [f"{c.heading}*" if c.required else c.heading for c in columns])
    guide = add_sheet(workbook, "填写说明", [36, 8, 36, 12, 80, 80])
    guide.append(["列名", "必填", "填写格式", "最大字数", "可选值", "说明"])
    for column in columns:
        guide.append(_explained(column))
    workbook.save(target)


def _begin_table(sheet: WriteOnlyWorksheet, headings: list[str]) -> None:
    for index in range(1, len(headings) + 1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = WIDTH
        dimension.number_format = TEXT_FORMAT
    sheet.freeze_panes = "A2"
    sheet.append(safe_row(sheet, headings))


def _explained(column: Column) -> list[str | int | None]:
    return [
        column.heading,
        "是" if column.required else "",
        FORMATS[column.kind],
        column.max_length,
        "、".join(column.choices),
        column.note,
    ]
