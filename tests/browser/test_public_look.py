"""The public site in a browser: accessible, never too wide, a question that can be answered."""

import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from credit_portal.articles.choices import ArticleKind
from credit_portal.policy.services import install_packs
from credit_portal.portal.public import limits
from credit_portal.portal.public.limits import NUMERALS
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.catalogue import install_catalogue
from grading import defaults
from tests.browser.look import looks_right
from tests.caching import forget_cached
from tests.factories.accounts import UserFactory
from tests.factories.articles import ArticleFactory
from tests.factories.entities import CreditRecordFactory, ImportBatchFactory
from tests.factories.errata import ErrorReportFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = (
    "# 标题\n\n## 步骤\n\n1. 登录\n2. 填写\n\n> 提示\n\n| 事项 | 期限 |\n|---|---|\n| 受理 | 当日 |"
)
PUBLIC = [
    "/", "/publications/acts/", "/publications/acts/penalty/", "/disclosure/",
    "/disclosure/model/", "/disclosure/statistics/", "/disclosure/quality/",
    "/articles/", "/articles/{article}/", "/articles/{draft}/", "/challenge/",
    "{record}", "{record}report/",
    "/subscriptions/columns/penalty/",
]  # fmt: skip
DESK = [
    "/desk/articles/", "/desk/articles/new/", "/desk/articles/{article}/",
    "/desk/articles/{draft}/",
    "/desk/errata/", "/desk/errata/{report}/",
    "/desk/records/{pk}/correct/", "/desk/records/{pk}/withdraw/",
]  # fmt: skip


@pytest.fixture
def places() -> dict[str, object]:
    """One of everything, with long names."""
    by = SystemActor("测试")
    forget_cached()
    install_packs(by=by, at=now())
    install_catalogue(by=by, at=now())
    defaults.install(by=by, at=now())
    today = timezone.localdate()
    record = CreditRecordFactory(
        title="未按规定公示信息" * 8, published_from=today, recorded_at=now(), decided_on=today,
        entity__name="澄江市长名称企业" * 6,
    )  # fmt: skip
    ImportBatchFactory(status="imported", rows=1000, accepted=990, rejected=10, received_at=now())
    article = ArticleFactory(published=True, title="怎样申请信用修复" * 4, body=TEXT)
    draft = ArticleFactory(
        published=True, kind=ArticleKind.RULES, title="名单管理办法（征求意见稿）", body=TEXT,
        comments_until=today,
    )  # fmt: skip
    return {
        "article": article.pk,
        "draft": draft.pk,
        "record": f"/entities/{record.entity.uscc}/records/{record.pk}/",
        "pk": record.pk,
        "report": ErrorReportFactory(record=record).pk,
    }


@pytest.mark.parametrize(("paths", "role"), [(PUBLIC, None), (DESK, "lead_officer")])
def test_the_pages(walk, places, paths: list[str], role: str | None) -> None:
    user = role and UserFactory(**{role: True})
    walk([path.format(**places) for path in paths], user=user)


def test_in_place_of_a_penalty_taken_back_its_reason_stands(open_page) -> None:
    record = CreditRecordFactory(
        title="虚假宣传", withdrawn=True, withdrawal_reason="法院判决撤销" * 20,
        published_from=timezone.localdate(), recorded_at=now(),
    )  # fmt: skip
    page = open_page(f"/entities/{record.entity.uscc}/records/{record.pk}/", status=410)
    looks_right(page)


def test_a_citizen_answers_the_question_and_goes_on(
    open_page, settings: Settings, places, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A visitor of this test alone, whose interval does not end in the middle of it.
    visitor = str(uuid.uuid4())
    monkeypatch.setattr(limits, "address_of", lambda _request: visitor)
    monkeypatch.setattr(limits, "MINUTE", 24 * 3600)
    settings.PORTAL_LOOK_UPS_A_MINUTE = 1
    open_page("/search/?q=澄江")
    page = open_page("/search/?q=澄江", status=429)
    first, second = (NUMERALS.index(page.locator("label").inner_text()[n]) for n in (0, 2))
    page.get_by_role("textbox").fill(str(first + second))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="主体查询")).to_be_visible()
