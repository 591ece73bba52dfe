"""The journey of an owner: real-name login, why the grade is C, its paper, a dispute, a repair."""

import pytest
from playwright.sync_api import Page, expect

from disputes.models import Dispute
from entities.models import Entity
from repair.models import RepairApplication
from tests.browser.conftest import OpenPage
from tests.browser.test_grade_look import entity  # noqa: F401 - a fixture
from tests.browser.test_real_name_journey import _provider, log_in, owned  # noqa: F401 - fixtures
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import CreditRecordFactory
from tests.factories.repair import lead_office, repairable

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRONG, MENDED = "未按规定公示信息", "未按规定报送年度报告"


def test_an_owner_helps_himself(open_page: OpenPage, owned: Entity) -> None:  # noqa: F811
    lead_office()
    source = AgencyFactory()
    CreditRecordFactory(entity=owned, title=WRONG, reported_by=source)
    repairable(entity=owned, title=MENDED, reported_by=source)

    page = open_page("/my/grade/")
    log_in(page, "闻法人")
    expect(page.get_by_text("轻微失信").first).to_be_visible()
    expect(page.get_by_role("heading", name="为什么是这个等级")).to_be_visible()
    take_the_paper(page)
    contest(page)
    apply_for_repair(page)


def take_the_paper(page: Page) -> None:
    """信用等级说明书, as it is handed to a bank."""
    link = page.get_by_role("link", name="说明书（PDF）").get_attribute("href")
    paper = page.request.get(page.url.split("/my/")[0] + link)
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")


def contest(page: Page) -> None:
    """Say what is wrong with one record."""
    page.get_by_role("link", name="信用记录").first.click()
    page.get_by_role("link", name=WRONG).first.click()
    page.get_by_role("link", name="提出异议").click()
    page.get_by_label("整条记录：您的主张").fill("应当撤销")
    page.get_by_label("事实和理由").fill("处罚决定已被复议机关撤销。")
    page.get_by_label("联系人").fill("闻法人")
    page.get_by_label("联系电话").fill("13800000000")
    page.get_by_role("button", name="提交异议").click()
    expect(page.get_by_text("异议已收到").first).to_be_visible()
    assert Dispute.objects.get().record.title == WRONG


def apply_for_repair(page: Page) -> None:
    """Put another one into a package."""
    page.get_by_role("link", name="信用修复").first.click()
    page.get_by_role("row", name=MENDED).get_by_role("checkbox").check()
    page.get_by_role("button", name="为所选记录申请修复").click()
    expect(page.get_by_role("link", name="填写整改和履行情况").first).to_be_visible()
    assert RepairApplication.objects.get().parts.get().items.get().record.title == MENDED
