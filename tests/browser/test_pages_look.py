"""The pages of each role, filled with long names: accessible, no wider than the screen, and no
date or code broken in two. One log-in per role; the phone is the same page made narrow."""

import pytest
from playwright.sync_api import Page

from tests.browser.look import LONG_NAME, fits, is_accessible, keeps_names_wide
from tests.factories.accounts import UserFactory
from tests.factories.audit import AuditEntryFactory
from tests.factories.commitments import CommitmentFactory, CommitmentItemFactory
from tests.factories.entities import EntityFactory
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JOBS = {
    "queued": {},
    "running": {"running": True, "progress": 40, "message": "已处理 400 行"},
    "failed": {"failed": True, "error": "文件无法读取：" + "第三列" * 60},
    "succeeded": {
        "succeeded": True,
        "result_sha256": "a1" * 32,
        "log": "第 7 行：处罚决定日期为空\n" * 30,
    },
    "cancelled": {"cancelled": True},
}
PAGES = {
    None: [
        "/login/",
        "/search/?q=澄江",
        "/commitments/",
        "/commitments/items/",
        "/search/?q=没有这家",
    ],
    "window_officer": [
        "/desk/",
        "/desk/commitments/",
        "/desk/commitments/?q=没有这家",
        "/desk/commitments/{commitment}/",
        "/desk/commitments/file/",
        "/desk/ledgers/",
        "/desk/jobs/",
        *(f"/desk/jobs/{{{state}}}/" for state in JOBS),
        "/account/password/",
        "/account/second-factor/",
    ],
    "lead_officer": [
        "/desk/",
        "/desk/ledgers/",
        "/desk/commitments/catalogue/",
        "/desk/commitments/catalogue/items/new/",
        "/desk/commitments/catalogue/items/{item}/retire/",
    ],
    "auditor": ["/desk/", "/desk/audit/", "/desk/audit/{entry}/"],
    "administrator": ["/desk/"],
}


@pytest.fixture
def officer():
    return UserFactory(window_officer=True)


@pytest.fixture
def numbers(officer) -> dict[str, int]:
    """What the addresses name: a commitment, jobs in their states, an audit entry."""
    entity = EntityFactory(name=LONG_NAME)
    return {
        "commitment": CommitmentFactory(agency=officer.agency, entity=entity, overdue=True).pk,
        "item": CommitmentItemFactory(name=LONG_NAME).pk,
        "entry": AuditEntryFactory(after={"摘要": "b2" * 32}).pk,
        **{state: JobFactory(created_by=officer, **values).pk for state, values in JOBS.items()},
    }


@pytest.mark.parametrize("role", PAGES, ids=str)
def test_the_pages_of_a_role(walk, officer, numbers, role):
    user = officer if role == "window_officer" else role and UserFactory(**{role: True})
    walk([path.format(**numbers) for path in PAGES[role]], user=user)


def test_an_empty_form_leads_to_what_is_missing(open_page, officer, numbers):
    page: Page = open_page(f"/desk/commitments/{numbers['commitment']}/breach/", user=officer)
    page.locator("main button[type=submit]").click()
    summary = page.get_by_role("alert")
    assert summary.evaluate("element => element === document.activeElement")
    is_accessible(page)
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.matches('.is-invalid')")


def test_big_print_and_twice_the_size_lose_nothing(open_page, officer, numbers):
    page: Page = open_page(f"/desk/commitments/{numbers['commitment']}/", user=officer)
    page.get_by_role("button", name="关怀版").click()
    fits(page)
    page.set_viewport_size({"width": 683, "height": 450})
    fits(page)


@pytest.mark.parametrize("path", ["/desk/commitments/", "/desk/commitments/catalogue/"])
@pytest.mark.usefixtures("numbers")
def test_names_keep_their_width_in_big_print(open_page, path):
    page: Page = open_page(path, user=UserFactory(lead_officer=True))
    page.get_by_role("button", name="关怀版").click()
    keeps_names_wide(page)
