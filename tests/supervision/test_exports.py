"""Tables as workbooks: codes stay text, nothing is computed, and who took what is recorded."""

import io
from datetime import date
from typing import Any

import pytest
import python_calamine
from django.http import FileResponse
from openpyxl import load_workbook

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Refused
from supervision import exports
from supervision.exports import Column, Table, export
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW

pytestmark = pytest.mark.django_db
COLUMNS = (
    Column("编号", lambda row: row["code"], as_text=True),
    Column("名称", lambda row: row["name"], width=40),
    Column("户数", lambda row: row["count"]),
    Column("办理时间", lambda row: row["at"]),
    Column("日期", lambda row: row["on"]),
    Column("是否公开", lambda row: row["open"]),
)
ROW = {
    "code": "00012", "name": "=1+1", "count": 3, "at": NOW, "on": date(2026, 11, 20), "open": True,
}  # fmt: skip


def content_of(response: FileResponse) -> bytes:
    return b"".join(response.streaming_content)


def sheets(response: FileResponse) -> dict[str, list[list[Any]]]:
    """As calamine reads them, which is how a spreadsheet sees the types."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content_of(response)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_of_several_tables() -> None:
    tables = (Table("甲", COLUMNS, iter([ROW])), Table("乙", COLUMNS, []))
    response = export("清单", *tables, at=NOW)
    assert "filename*=utf-8''" in response["Content-Disposition"]
    found = sheets(response)
    assert found["甲"][0] == ["编号", "名称", "户数", "办理时间", "日期", "是否公开"]
    row = found["甲"][1]
    assert row[:3] == ["00012", "=1+1", 3]
    assert row[3].replace(microsecond=0) == NOW.replace(tzinfo=None, microsecond=0)
    assert row[4:] == [date(2026, 11, 20), "是"]
    assert len(found["乙"]) == 1


def test_codes_stay_text_when_somebody_edits_them() -> None:
    file = io.BytesIO(content_of(export("清单", Table("甲", COLUMNS, [ROW]), at=NOW)))
    sheet = load_workbook(file)["甲"]
    code, name = sheet["A2"], sheet["B2"]
    assert (code.number_format, code.data_type) == ("@", "s")
    assert (name.value, name.data_type) == ("=1+1", "s")


def test_only_what_is_not_public_is_recorded() -> None:
    officer = UserFactory()
    export("公开清单", Table("甲", COLUMNS, [ROW]), at=NOW)
    assert not AuditEntry.objects.exists()
    export("清单", Table("甲", COLUMNS, [ROW, ROW]), by=officer, at=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.object_label) == ("supervision.export_table", "清单")
    assert (entry.actor_id, entry.after) == (officer.pk, {"rows": {"甲": 2}})


def test_more_than_a_page_can_wait_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    with pytest.raises(Refused, match="请先筛选"):
        export("清单", Table("甲", COLUMNS, [ROW, ROW]), by=UserFactory(), at=NOW)
    assert not AuditEntry.objects.exists()
