"""The sheets of a ledger as one streamed workbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from commitments.choices import LedgerPart
from commitments.ledger import columns, rows
from commitments.ledger.rows import LedgerScope, ReportedLines
from commitments.rules import CommitmentPolicy
from credit_portal.shared.spreadsheet import add_sheet, safe_row

Columns = Sequence[tuple[str, float]]
Tick = Callable[[int], None]

HEADING_ROWS = 3
TITLE = {"font": Font(name="黑体", size=16), "alignment": Alignment(horizontal="center")}
LINE = Side(style="thin", color="808080")
HEAD = {
    "font": Font(name="黑体", size=10),
    "fill": PatternFill("solid", fgColor="E8EEF7"),
    "border": Border(top=LINE, bottom=LINE, left=LINE, right=LINE),
    "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
}


@dataclass(frozen=True)
class Heading:
    """What stands above every sheet: 填报单位、统计期间、填表人、填表日期, and its ``policy``."""

    unit: str
    month: date
    preparer: str
    prepared_on: date
    policy: CommitmentPolicy

    def parts(self) -> list[str]:
        return [
            f"填报单位：{self.unit}",
            f"统计期间：{self.month:%Y年%m月}",
            f"填表人：{self.preparer}",
            f"填表日期：{self.prepared_on:%Y年%m月%d日}",
        ]


@dataclass(frozen=True)
class Written:
    """What went into the workbook."""

    register: ReportedLines = field(default_factory=ReportedLines)
    breach: ReportedLines = field(default_factory=ReportedLines)


def write_ledger(path: Path, scope: LedgerScope, heading: Heading, tick: Tick) -> Written:
    """Write the workbook; ``tick`` is told the number of lines after every chunk."""
    written = Written()
    workbook = Workbook(write_only=True)
    _set_default_style(workbook)
    if scope.part == LedgerPart.LEDGER:
        _write_register(workbook, scope, heading, written, tick)
    _write_breaches(workbook, scope, heading, written)
    if scope.part == LedgerPart.LEDGER:
        _write_summary(workbook, scope, heading)
        if scope.agency is None:
            _write_reporting(workbook, heading)
    workbook.save(path)
    tick(written.register.count or written.breach.count)
    return written


def _write_register(
    workbook: Workbook, scope: LedgerScope, heading: Heading, written: Written, tick: Tick
) -> None:
    sheet = add_sheet(workbook, "承诺登记表", _widths(columns.REGISTER))
    _open_sheet(sheet, columns.REGISTER_TITLE, columns.REGISTER, heading)
    for number, row in enumerate(rows.register_rows(scope), 1):
        line = columns.register_line(number, row, heading.policy)
        sheet.append(safe_row(sheet, line))
        written.register.add(row.code, line)
        if number % rows.CHUNK == 0:
            tick(number)


def _write_breaches(
    workbook: Workbook, scope: LedgerScope, heading: Heading, written: Written
) -> None:
    sheet = add_sheet(workbook, "违诺表", _widths(columns.BREACH))
    _open_sheet(sheet, columns.BREACH_TITLE, columns.BREACH, heading)
    for number, (row, breach) in enumerate(rows.breach_rows(scope), 1):
        line = columns.breach_line(number, row, breach, heading.policy)
        sheet.append(safe_row(sheet, line))
        written.breach.add(row.code, line)


def _write_summary(workbook: Workbook, scope: LedgerScope, heading: Heading) -> None:
    sheet = add_sheet(workbook, "汇总表", _widths(columns.SUMMARY))
    _open_sheet(sheet, columns.SUMMARY_TITLE, columns.SUMMARY, heading)
    for line in rows.summary_rows(scope, heading.prepared_on, heading.policy):
        sheet.append(safe_row(sheet, line))


def _write_reporting(workbook: Workbook, heading: Heading) -> None:
    """Who has reported and who has not, for the office that reports for all (淮安区 二(一):
    由区信用办向市统一报送)."""
    sheet = add_sheet(workbook, "报送情况", _widths(columns.REPORTING))
    _open_sheet(sheet, columns.REPORTING_TITLE, columns.REPORTING, heading)
    for line in rows.reporting_rows(heading.month, heading.policy.ledger_kinds):
        sheet.append(safe_row(sheet, line))


def _open_sheet(sheet: WriteOnlyWorksheet, title: str, layout: Columns, heading: Heading) -> None:
    """Title, reporting line, column heads; set up for A4 landscape with repeated heads."""
    last = get_column_letter(len(layout))
    sheet.merged_cells.add(f"A1:{last}1")
    sheet.freeze_panes = f"A{HEADING_ROWS + 1}"
    sheet.print_title_rows = f"{HEADING_ROWS}:{HEADING_ROWS}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.append(_styled(sheet, [title], TITLE))
    sheet.append(_reporting_line(sheet, heading, len(layout)))
    sheet.append(_styled(sheet, [name for name, _ in layout], HEAD))


def _set_default_style(workbook: Workbook) -> None:
    """Ten points, wrapped, for every cell without a style of its own.

    Style 0 of the workbook costs nothing per cell; a styled cell would cost as much as its value.
    """
    workbook._fonts[0] = Font(name="宋体", size=10)
    style = StyleArray()
    style.alignmentId = workbook._alignments.add(Alignment(vertical="center", wrap_text=True))
    workbook._cell_styles[0] = style


def _reporting_line(sheet: WriteOnlyWorksheet, heading: Heading, width: int) -> list[str | None]:
    """The parts of the heading, each over its share of the width."""
    cells: list[str | None] = [None] * width
    parts = heading.parts()
    for index, part in enumerate(parts):
        first, after = (width * edge // len(parts) for edge in (index, index + 1))
        cells[first] = part
        if after - first > 1:
            sheet.merged_cells.add(f"{get_column_letter(first + 1)}2:{get_column_letter(after)}2")
    return cells


def _styled(
    sheet: WriteOnlyWorksheet, values: Iterable[str], style: dict[str, Any]
) -> list[WriteOnlyCell]:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=value)
        for name, part in style.items():
            setattr(cell, name, part)
        cells.append(cell)
    return cells


def _widths(layout: Columns) -> list[float]:
    return [width for _, width in layout]
