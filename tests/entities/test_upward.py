"""Reports to the platform above: a month in the national layout, taken there, noted here."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.services import execute_job
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, Refused
from entities.choices import RecordKind
from entities.imports.layout import layout_of
from entities.models import CreditRecord, UpwardReport
from entities.services import withdraw_fact
from entities.upward import services
from tests.entities.imports.files import (
    NOW,
    import_bytes,
    import_rows,
    penalty_row,
    permit_row,
)
from tests.factories.accounts import user_with
from tests.factories.entities import CreditRecordFactory

pytestmark = pytest.mark.django_db
BY = SystemActor("test")
NEXT_MONTH = NOW + timedelta(days=10)
MONTH = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def made(code: str = "penalties") -> UpwardReport:
    report = services.make_report(layout=layout_of(code), month=MONTH, by=BY, at=NEXT_MONTH)
    execute_job(report.job_id, clock=lambda: NEXT_MONTH)
    return UpwardReport.objects.select_related("job").get(pk=report.pk)


def content_of(report: UpwardReport) -> bytes:
    with report.job.result_file.open("rb") as stream:
        return stream.read()


def lines_of(report: UpwardReport) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content_of(report))).active
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("code", "row"), [("penalties", penalty_row(1)), ("permits", permit_row(1))]
)
def test_what_goes_up_is_what_came_in(code, row):
    import_rows(row, layout=code)
    report = made(code)
    (line,) = lines_of(report)
    told = {heading: cell or "" for heading, cell in line.items()}
    changed = {h for h, cell in row.items() if told[h] != cell}
    # ID numbers stay here; the end of publication is the one that holds.
    assert changed <= {"法定代表人证件类型", "法定代表人证件号码", "公示截止期", "当前状态"}
    assert report.rows == 1
    assert import_bytes(content_of(report), code, "a.xlsx").duplicates == 1


def test_a_record_by_hand_names_its_business():
    record = CreditRecordFactory(kind=RecordKind.PENALTY, details={}, recorded_at=NOW)
    (line,) = lines_of(made())
    assert line["行政相对人名称"] == record.entity.name
    assert line["行政相对人类别"] == "法人及非法人组织"
    assert "处罚程序" not in line


def test_only_what_entered_in_the_month_and_stands():
    import_rows(penalty_row(1), penalty_row(2))
    import_rows(penalty_row(3), at=NOW - timedelta(days=30))
    wrong = CreditRecord.objects.get(document_number="澄应罚〔2026〕2号")
    withdraw_fact(record=wrong, reason="撤销", by=BY, at=NOW)
    assert [line["行政处罚决定书文号"] for line in lines_of(made())] == ["澄应罚〔2026〕1号"]


def test_a_month_that_is_not_over_waits():
    with pytest.raises(Invalid, match="尚未结束"):
        services.make_report(layout=layout_of("permits"), month=MONTH, by=BY, at=NOW)
    assert not UpwardReport.objects.exists()


def test_the_receipt_is_noted_once():
    report, before = made(), AuditEntry.objects.count()
    day = NEXT_MONTH.date()
    with pytest.raises(Invalid):
        services.note_report(
            report=report, reported_on=day - timedelta(days=1), receipt="1", by=BY, at=NEXT_MONTH
        )
    noted = services.note_report(
        report=report, reported_on=day, receipt="省平台接收 1 条", by=BY, at=NEXT_MONTH
    )
    assert (noted.reported_on, noted.receipt) == (day, "省平台接收 1 条")
    assert AuditEntry.objects.count() == before + 1
    with pytest.raises(Refused):
        services.note_report(report=report, reported_on=day, receipt="再", by=BY, at=NEXT_MONTH)


def test_the_lead_office_makes_downloads_and_notes_it_on_the_desk(client):
    client.force_login(user_with(Role.LEAD_OFFICER))
    import_rows(penalty_row(1), at=NOW - timedelta(days=40))
    page = client.post(reverse("upward:list"), {"layout": "penalties", "month": "2026-10"})
    report = UpwardReport.objects.get()
    assert page["Location"] == reverse("upward:detail", args=[report.pk])
    assert "登记上报" not in client.get(page["Location"]).text
    assert "待上报" not in client.get(reverse("upward:list")).text, "nothing is there to be sent"
    execute_job(report.job_id, clock=lambda: NOW)
    text = client.get(page["Location"]).text
    assert ("下载上报数据" in text, "登记上报" in text) == (True, True)
    assert client.get(reverse("jobs:result", args=[report.job_id])).status_code == 200
    answer = {"reported_on": timezone.localdate(report.made_at).isoformat(), "receipt": "已接收"}
    client.post(page["Location"], answer)
    assert "已上报" in client.get(reverse("upward:list")).text
