"""A business asks for a report, a citizen verifies it; the fact proves wrong and it is revoked."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from credit_portal.reports import tasks
from credit_portal.reports.models import CreditReport
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.services import withdraw_fact
from tests.browser.conftest import OpenPage
from tests.browser.look import PHONE, fits, is_accessible
from tests.factories.accounts import MandateFactory
from tests.factories.entities import CreditRecordFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_request_to_the_revocation(open_page: OpenPage, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    record = CreditRecordFactory(decided_on=timezone.localdate(now()))
    owner = MandateFactory(uscc=record.entity.uscc).user

    page = open_page("/my/reports/", user=owner)
    page.get_by_role("link", name="专项信用报告").click()
    page.get_by_label("用途").fill("申请资金")
    is_accessible(page)
    page.get_by_role("button", name="出具报告").click()
    expect(page.get_by_text("报告已出具")).to_be_visible()
    report = CreditReport.objects.get()
    link = page.get_by_role("link", name="打开").get_attribute("href")
    pdf = page.request.get(f"{page.url.split('/my/')[0]}{link}")
    assert pdf.body()[:4] == b"%PDF"

    citizen = open_page("/reports/verify/", viewport=PHONE)
    citizen.get_by_label("核验码").fill(report.code_in_groups.lower())
    citizen.get_by_role("button", name="核验", exact=True).click()
    expect(citizen.get_by_text("真实有效")).to_be_visible()
    paper = tmp_path / "报告.pdf"
    paper.write_bytes(pdf.body())
    citizen.get_by_label("报告文件").set_input_files(paper)
    citizen.get_by_role("button", name="上传比对").click()
    expect(citizen.get_by_text("完全一致")).to_be_visible()
    is_accessible(citizen)
    fits(citizen)

    withdraw_fact(record=record, reason="处罚决定被撤销", by=SystemActor("测试"), at=now())
    tasks.revoke_reports(record.pk)
    citizen.goto(citizen.url)
    expect(citizen.get_by_text("已撤销，不再有效")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="重新出具")).to_be_visible()
    page.goto(page.url.replace("/reports/", "/messages/"))
    told = page.get_by_role("rowheader", name=f"信用报告已撤销：{report.number}")
    expect(told).to_be_visible()
