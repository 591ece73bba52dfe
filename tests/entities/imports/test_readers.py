"""Every kind of file says the same: cells, row numbers, nothing lost, nothing shifted."""

import csv
import io
from datetime import date

import openpyxl
import pytest
import xlwt

from entities.imports.readers.copying import copy_line
from entities.imports.refusal import ImportRefused
from entities.imports.report import report_of
from entities.models import CreditRecord
from tests.entities.imports.files import (
    csv_bytes,
    import_bytes,
    penalty_row,
    saved,
    xlsx_bytes,
)

pytestmark = pytest.mark.django_db
NUMBER = "行政处罚决定书文号"
FACTS = "违法事实"
ROWS = [penalty_row(1), penalty_row(2, **{FACTS: '引号"逗号,换\n行\\反斜杠\t制表'}), penalty_row(3)]


def stored() -> dict[int, tuple[str, str]]:
    records = CreditRecord.objects.order_by("source_row")
    return {r.source_row: (r.document_number, r.details["facts"]) for r in records}


EXPECTED = {n + 2: (row[NUMBER], row[FACTS]) for n, row in enumerate(ROWS)}


def xls_bytes(rows: list[dict]) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("法人行政处罚")
    for y, cells in enumerate([list(rows[0]), *[list(row.values()) for row in rows]]):
        for x, cell in enumerate(cells):
            sheet.write(y, x, cell)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        csv_bytes(ROWS),
        csv_bytes(ROWS, "utf-8-sig"),
        csv_bytes(ROWS, "gb18030"),
        csv_bytes(ROWS).replace(b"\r\n", b"\n"),
        xlsx_bytes(ROWS),
        xls_bytes(ROWS),
    ],
    ids=["utf-8", "utf-8-sig", "gb18030", "unix", "xlsx", "xls"],
)
def test_all_kinds_of_file_mean_the_same(content):
    import_bytes(content)
    assert stored() == EXPECTED


def test_a_short_row_is_filled_and_a_long_one_is_returned():
    lines = list(csv.reader(io.StringIO(csv_bytes(ROWS).decode())))
    lines[1] = lines[1][:-1]
    lines[3] = [*lines[3], "", "多出来的"]
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    report = report_of(import_bytes(text.getvalue().encode()))
    assert set(stored()) == {2, 3}
    assert [(r["row"], r["code"]) for r in report["rejected"]] == [(4, "cells_surplus")]


def test_blank_rows_are_no_rows_but_count_as_lines():
    lines = csv_bytes([penalty_row(1), penalty_row(2)]).split(b"\r\n")
    blank_cells = b"," * (len(penalty_row()) - 1)
    for gap in (b"", blank_cells):
        CreditRecord.objects.all()
        batch = import_bytes(b"\r\n".join([*lines[:2], gap, lines[2], b""]))
        assert batch.rows == 2
    assert set(stored()) == {2, 4}


def test_the_end_mark_of_copy_inside_a_cell_ends_nothing():
    rows = [penalty_row(1, **{FACTS: "前\n\\.\n后"}), penalty_row(2)]
    import_bytes(csv_bytes(rows).replace(b"\r\n", b"\n"))
    assert stored()[2][1] == "前\n\\.\n后"
    assert len(stored()) == 2


def test_nul_characters_are_dropped():
    import_bytes(csv_bytes([penalty_row(1, **{FACTS: "甲\0乙"})]))
    assert stored()[2][1] == "甲乙"


def test_unpaired_quotes_name_the_line():
    content = csv_bytes(ROWS[:1]) + b'"x' + b",y" * 5
    with pytest.raises(ImportRefused, match=r"第 [23] 行"):
        import_bytes(content)


def test_typed_cells_of_a_workbook():
    row = penalty_row(1) | {"处罚决定日期": date(2026, 3, 4), "罚款金额(万元)": 2, FACTS: 20260304}
    import_bytes(xlsx_bytes([row]))
    record = CreditRecord.objects.get()
    assert record.decided_on == date(2026, 3, 4)
    assert record.details["fine"] == "2"
    assert record.details["facts"] == "20260304"


def test_the_sheet_with_the_headings_is_taken():
    workbook = openpyxl.Workbook()
    workbook.active.append(["填表说明"])
    sheet = workbook.create_sheet("数据")
    sheet["B2"] = "某局行政处罚"
    for x, (heading, cell) in enumerate(penalty_row().items(), start=2):
        sheet.cell(3, x, heading)
        sheet.cell(4, x, cell)
        sheet.cell(6, x, penalty_row(2)[heading])
    import_bytes(saved(workbook))
    assert set(stored()) == {4, 6}


def test_formulas_and_markup_are_text():
    text = '=HYPERLINK("http://127.0.0.1/","点我")<script>alert(1)</script>'
    import_bytes(csv_bytes([penalty_row(1, **{FACTS: text})]))
    assert stored()[2][1] == text


def test_without_headings_the_file_is_refused():
    with pytest.raises(ImportRefused, match="没有找到“法人行政处罚”的表头"):
        import_bytes("姓名,电话\n张三,139\n".encode())


@pytest.mark.parametrize("cell", ["a\tb", "a\\b", "a\nb", "a\rb", "\\.", "\\N"])
def test_copy_line_escapes_what_copy_would_read(cell):
    line = copy_line(["x", cell])
    assert line.count("\t") == 1
    assert line.count("\n") == 1
    assert "\\" in line
