"""The journey of a wrong penalty: contested by the owner, upheld by an officer, gone everywhere."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from disputes.models import Dispute
from entities.catalogue import install_catalogue
from entities.models import CreditRecord
from grading import defaults, services
from grading.choices import RunKind
from tests.browser.look import looks_right
from tests.factories.accounts import PASSWORD, AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import CreditRecordFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY = SystemActor("测试")


def grade(kind: RunKind) -> None:
    moment = now()
    run = services.open_run(
        kind=kind, on=timezone.localdate(moment), cause="测试", by=BY, at=moment
    )
    services.carry_out_run(run=run, by=BY, clock=now)


@pytest.fixture
def penalty() -> CreditRecord:
    """A serious penalty in its publication period, graded."""
    install_packs(by=BY, at=now())
    install_catalogue(by=BY, at=now())
    defaults.install(by=BY, at=now() - timedelta(days=1))
    AgencyFactory(lead_office=True)
    today = timezone.localdate()
    record = CreditRecordFactory(
        serious=True, reported_by=AgencyFactory(), title="未取得许可从事经营活动",
        decided_on=today - timedelta(days=20), published_from=today - timedelta(days=20),
        repairable_from=today + timedelta(days=345), published_until=today + timedelta(days=900),
        recorded_at=now() - timedelta(days=2),
    )  # fmt: skip
    grade(RunKind.FULL)
    return record


def grade_shown(page: Page) -> str:
    return page.locator(".grade-now .grade").inner_text().removeprefix("等级").strip()


def test_a_wrong_penalty_is_gone(open_page, penalty: CreditRecord, tmp_path: Path) -> None:
    owner = MandateFactory(uscc=penalty.entity.uscc, user__username="owner").user
    officer = UserFactory(agency=penalty.reported_by)
    public = f"/entities/{penalty.entity.uscc}/"
    proof = tmp_path / "撤销决定书.pdf"
    proof.write_bytes(b"%PDF-1.7\n%%EOF\n")

    page: Page = open_page("/login/")
    page.get_by_label("用户名").fill(owner.username)
    page.get_by_label("密码", exact=False).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.goto(page.url.split("/my/")[0].split("/login/")[0] + "/my/grade/")
    before = grade_shown(page)
    page.get_by_role("link", name="信用记录").first.click()
    looks_right(page)
    page.get_by_role("link", name=penalty.title).click()
    looks_right(page)
    page.get_by_role("link", name="提出异议").click()
    looks_right(page)
    page.get_by_label("整条记录：您的主张").fill("应当撤销")
    page.get_by_label("事实和理由").fill("处罚决定已被复议机关撤销。")
    page.locator("input[type=file]").set_input_files(proof)
    page.get_by_label("联系人").fill("张建国")
    page.get_by_label("联系电话").fill("13800000000")
    page.get_by_role("button", name="提交异议").click()
    expect(page.get_by_text("异议已收到").first).to_be_visible()
    looks_right(page)
    dispute = Dispute.objects.get()
    assert "异议中" in open_page(public).content()

    desk: Page = open_page("/desk/disputes/", user=officer)
    looks_right(desk)
    desk.get_by_role("link", name=penalty.entity.name).click()
    looks_right(desk)
    for label in ("受理", "提交核实情况"):
        desk.get_by_role("link", name=label, exact=True).click()
        if label != "受理":
            desk.get_by_label("核实情况").fill("复议决定书属实。")
        desk.get_by_role("button", name=label, exact=True).click()
    desk.get_by_role("link", name="逐项决定").click()
    looks_right(desk)
    desk.get_by_label("异议成立").check()
    desk.get_by_label("理由").fill("处罚决定已被撤销")
    desk.get_by_label("处理意见").fill("予以撤销该记录。")
    desk.get_by_role("button", name="作出决定").click()
    expect(desk.get_by_text("已决定").first).to_be_visible()
    looks_right(desk)

    grade(RunKind.INCREMENTAL)
    page.reload()
    expect(page.get_by_text("异议成立").first).to_be_visible()
    looks_right(page)
    assert Client().get(f"{public}records/{penalty.pk}/").status_code == 410
    shown = open_page(public).content()
    assert penalty.title not in shown
    assert "异议中" not in shown
    page.goto(page.url.split("/my/")[0] + "/my/grade/")
    assert grade_shown(page) < before
    assert Dispute.objects.get(pk=dispute.pk).outcome == "upheld"
