"""From a penalty whose shortest publication is over to a clean name, in a real browser."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from credit_portal.accounts.models import Agency, User
from credit_portal.shared.clock import now, today
from credit_portal.shared.workdays import add_months
from entities.catalogue import install_catalogue
from entities.models import CreditRecord
from grading import defaults as grading_defaults
from grading import services as grading
from grading.choices import RunKind
from grading.selectors import grade_of
from repair import defaults
from repair.models import RepairApplication, TrainingCourse
from tests.browser.look import PHONE
from tests.commitments.conftest import PDF
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import CreditRecordFactory
from tests.factories.repair import OFFICE, lead_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "未按规定公示年度报告"


@pytest.fixture(autouse=True)
def _city(settings, tmp_path: Path) -> None:
    """A pack that offers training, a report and verification (江阴 三(七)); all are used."""
    settings.MEDIA_ROOT = tmp_path
    settings.PORTAL_DEFAULT_PACK = "jiangyin"
    install_catalogue(by=OFFICE, at=now())
    lead_office()
    defaults.install(by=OFFICE, at=now())
    grading_defaults.install(by=OFFICE, at=now() - timedelta(days=30))


def penalty(agency: Agency) -> CreditRecord:
    """Of four months ago: three are asked for."""
    decided_on = add_months(today(), -4)
    return CreditRecordFactory(
        title=TITLE, decided_on=decided_on, published_from=decided_on, authority_code="",
        repairable_from=add_months(decided_on, 3), published_until=add_months(decided_on, 12),
        reported_by=agency, recorded_at=now() - timedelta(days=100),
    )  # fmt: skip


def grade() -> None:
    run = grading.open_run(kind=RunKind.FULL, on=today(), cause="测试", by=OFFICE, at=now())
    grading.carry_out_run(run=run, by=OFFICE, clock=now)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def apply(page: Page, scan: Path) -> None:
    """The owner's way, from the ticked record to the signature."""
    page.locator("input[name=records]").check()
    press(page, "为所选记录申请修复")
    address = page.url
    follow(page, "填写整改和履行情况")
    page.fill("#id_contact_name", "王芳")
    page.fill("#id_contact_phone", "13800000000")
    page.fill("#id_statement", "年度报告已补报，罚款已缴纳。")
    press(page, "填写整改和履行情况")
    for kind, item in (("fulfilment", 1), ("report", 0)):
        page.goto(address)
        follow(page, "上传材料")
        page.select_option("#id_kind", kind)
        page.select_option("#id_item", index=item)
        page.set_input_files("#id_upload", scan)
        press(page, "上传材料")
    follow(page, "学习培训课程并测试")
    page.get_by_role("link", name="学习和测试").click()
    for question in TrainingCourse.objects.get().questions.all():
        page.locator(f"input[name=question_{question.pk}][value='{question.right}']").check()
    press(page, "提交测试")
    expect(page.get_by_text("测试合格").first).to_be_visible()
    page.goto(address)
    follow(page, "签署承诺并提交")
    page.locator("#id_is_signed").check()
    press(page, "签署承诺并提交")
    expect(page.get_by_text("办理中", exact=True).first).to_be_visible()


def decide(page: Page, entity_name: str) -> None:
    """The officer's way, from the inbox to the decision."""
    follow(page, entity_name)
    follow(page, "登记信用核查")
    page.fill("#id_finding", "经核对缴款凭证，罚款已缴纳。")
    press(page, "登记信用核查")
    follow(page, "准予")
    page.fill("#id_reason", "义务已履行，材料齐全。")
    press(page, "准予修复")
    expect(page.get_by_text("准予修复", exact=True).first).to_be_visible()


def test_from_the_penalty_to_a_clean_name(open_page, tmp_path: Path) -> None:
    agency = AgencyFactory()
    record = penalty(agency)
    entity = record.entity
    scan = tmp_path / "凭证.pdf"
    scan.write_bytes(PDF)
    owner: User = MandateFactory(uscc=entity.uscc).user
    grade()
    before = grade_of(entity, today())
    public = open_page(f"/entities/{entity.uscc}/?tab=records")
    expect(public.get_by_text(TITLE).first).to_be_visible()

    apply(open_page("/my/repair/", user=owner), scan)
    decide(open_page("/desk/repair/", user=UserFactory(agency=agency)), entity.name)

    public.reload()
    expect(public.get_by_text(TITLE)).to_have_count(0)
    grade()
    after = grade_of(entity, today())
    assert before
    assert after
    assert after.score > before.score
    application = RepairApplication.objects.get()
    own = open_page(f"/my/repair/{application.pk}/", user=owner, viewport=PHONE)
    expect(own.get_by_role("link", name="决定书")).to_be_visible()
    assert own.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
