"""Anybody verifies a report by its code, and learns nothing else."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from credit_portal.reports import services, throttle
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.forms import MAX_PDF_BYTES
from credit_portal.reports.models import CreditReport
from entities.models import CreditRecord
from entities.services import withdraw_fact
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.reports import OFFICE, issue

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("quickly_printed", "on_the_day", "fresh_cache"),
]
VERIFY = "/reports/verify/"


@pytest.fixture
def record() -> CreditRecord:
    return CreditRecordFactory(title="不对外的事项", government=True)


@pytest.fixture
def report(record: CreditRecord) -> CreditReport:
    return issue(record.entity, ReportKind.REVIEW, agency=AgencyFactory())


def page(client: Client, code: str) -> str:
    response = client.get(VERIFY, {"code": code})
    assert response.status_code == 200
    return response.content.decode()


def compare(client: Client, report: CreditReport, content: bytes, name: str = "报告.pdf") -> str:
    address = f"{VERIFY}?code={report.verification_code}"
    response = client.post(address, {"file": SimpleUploadedFile(name, content)})
    return response.content.decode()


def test_the_form_stands_alone_at_first(client: Client) -> None:
    text = client.get(reverse("reports:verify")).content.decode()
    assert "核验码" in text
    assert "查无此报告" not in text


def test_a_genuine_report(client: Client, report: CreditReport) -> None:
    text = page(client, report.code_in_groups.lower())
    for said in ("真实有效", report.number, report.entity.name, "公共信用信息审查报告",
                 "2026-11-20 10:00", report.sha256, "此后可能有新的信用信息"):  # fmt: skip
        assert said in text
    for hidden in ("不对外的事项", report.purpose, report.entity.uscc, report.agency.name):
        assert hidden not in text


def test_a_revoked_report_says_since_when_and_why_but_not_which_record(
    client: Client, report: CreditReport, record: CreditRecord
) -> None:
    wrong = withdraw_fact(record=record, reason="当事人已申诉", by=OFFICE, at=NOW)
    services.revoke_reports(record=wrong, by=OFFICE, at=NOW + timedelta(days=1))
    text = page(client, report.verification_code)
    assert "已撤销" in text
    assert "2026-11-21 10:00" in text
    assert "经核实有误" in text
    for hidden in (record.document_number, "当事人已申诉", "真实有效"):
        assert hidden not in text


def test_every_unknown_code_gets_the_same_answer(client: Client, report: CreditReport) -> None:
    near = report.verification_code[:-1] + ("0" if report.verification_code[-1] != "0" else "1")
    answers = {said(page(client, code)) for code in (near, "0" * 20, "1", "核验码'\"")}
    assert len(answers) == 1
    assert "查无此报告" in answers.pop()


def said(text: str) -> str:
    """What the page answers, without the form that repeats the code."""
    return text.partition('role="status"')[2].partition("<form")[0]


def test_a_file_is_compared_and_not_kept(client: Client, report: CreditReport, settings) -> None:
    kept = report.file.open().read()
    before = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert "完全一致" in compare(client, report, kept)
    assert "不一致" in compare(client, report, kept + b" ")
    assert "内容不是 PDF" in compare(client, report, b"\xff\xd8\xff\xe0 picture")
    assert "空" in compare(client, report, b"")
    assert "MB" in compare(client, report, b"%PDF" + bytes(MAX_PDF_BYTES))
    assert {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()} == before


def test_one_address_asks_so_often_and_no_more(
    client: Client, report: CreditReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST", 3)
    query = {"code": report.verification_code}
    statuses = [client.get(VERIFY, query).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = client.get(VERIFY, query)
    assert "过于频繁" in refused.content.decode()
    assert report.number not in refused.content.decode()
    assert client.get(VERIFY, query, REMOTE_ADDR="10.0.0.9").status_code == 200
    assert client.get(VERIFY).status_code == 200, "the empty form asks nothing"


def test_only_the_own_proxy_names_the_address(client: Client, settings, monkeypatch) -> None:
    monkeypatch.setattr(throttle, "MOST", 1)
    ask = [{"code": "1"}, {"headers": {"X-Forwarded-For": "203.0.113.7"}}]
    client.get(VERIFY, ask[0], headers={"X-Forwarded-For": "203.0.113.1"})
    assert client.get(VERIFY, ask[0], **ask[1]).status_code == 429, "a forged header counts not"
    settings.PORTAL_BEHIND_PROXY = True
    assert client.get(VERIFY, ask[0], **ask[1]).status_code == 200
    assert client.get(VERIFY, ask[0], **ask[1]).status_code == 429
