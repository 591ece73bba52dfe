"""The pages of each role, filled with long names: accessible, no wider than the screen, and no
date or code broken in two. One log-in per role; the phone is the same page made narrow."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.accounts import UserFactory
from tests.factories.audit import AuditEntryFactory
from tests.factories.commitments import CommitmentFactory, CommitmentItemFactory
from tests.factories.entities import EntityFactory
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAPTOP = {"width": 1100, "height": 800}
LONG_NAME = "澄江市长名称企业" * 25
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
    None: ["/login/", "/search/?q=澄江", "/commitments/", "/search/?q=没有这家"],
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
# Dates, instants and codes whose characters do not stand on one line.
BROKEN = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const whole = /\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d)?|\\b[0-9A-Z]{18,20}\\b/g;
  const broken = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const found of text.data.matchAll(whole)) {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) broken.push(found[0]);
    }
  }
  return broken;
}"""
# Characters that fit one line of the narrowest name.
NARROWEST_NAME = """() => Math.min(
  ...[...document.querySelectorAll("tbody th[scope=row], tbody .name-cell")].map((cell) => {
    const style = getComputedStyle(cell);
    const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return room / parseFloat(style.fontSize);
  }),
)"""
SIDEWAYS = """() => [...document.querySelectorAll(".table-region")]
  .filter((region) => region.scrollWidth > region.clientWidth + 1)
  .map((region) => region.getAttribute("aria-label"))"""


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
def test_the_pages_of_a_role(open_page, live_server, axe_clean, fits_width, officer, numbers, role):
    user = officer if role == "window_officer" else role and UserFactory(**{role: True})
    page: Page = open_page("/", user=user)
    for path in PAGES[role]:
        page.set_viewport_size(DESKTOP)
        assert page.goto(live_server.url + path.format(**numbers)).ok
        for viewport in (DESKTOP, PHONE):
            page.set_viewport_size(viewport)
            axe_clean(page)
            fits_width(page)
            assert page.evaluate(BROKEN) == [], path
            assert page.evaluate(SIDEWAYS) == [], path


def test_an_empty_form_leads_to_what_is_missing(open_page, axe_clean, officer, numbers):
    page: Page = open_page(f"/desk/commitments/{numbers['commitment']}/breach/", user=officer)
    page.locator("main button[type=submit]").click()
    summary = page.get_by_role("alert")
    assert summary.evaluate("element => element === document.activeElement")
    axe_clean(page)
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.matches('.is-invalid')")


def test_big_print_and_twice_the_size_lose_nothing(open_page, fits_width, officer, numbers):
    page: Page = open_page(f"/desk/commitments/{numbers['commitment']}/", user=officer)
    page.get_by_role("button", name="关怀版").click()
    fits_width(page)
    page.set_viewport_size({"width": 683, "height": 450})
    fits_width(page)


@pytest.mark.parametrize("path", ["/desk/commitments/", "/desk/commitments/catalogue/"])
def test_names_keep_their_width_in_big_print(open_page, axe_clean, fits_width, numbers, path):
    page: Page = open_page(path, user=UserFactory(lead_officer=True))
    page.get_by_role("button", name="关怀版").click()
    for viewport in (DESKTOP, LAPTOP, PHONE):
        page.set_viewport_size(viewport)
        axe_clean(page)
        fits_width(page)
        assert page.evaluate(NARROWEST_NAME) >= 8, viewport
    assert page.evaluate(SIDEWAYS) == []  # on the phone each row is a card
