"""The head of the office opens the dashboard and drills down from a figure to its list."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from tests.browser.conftest import OpenPage
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMMITMENTS = 3


def test_a_figure_opens_as_many_rows_as_it_counts(open_page: OpenPage) -> None:
    install_packs(by=SystemActor("测试"), at=now())
    agency, today = AgencyFactory(), timezone.localdate()
    for _ in range(COMMITMENTS):
        CommitmentFactory(agency=agency, made_on=today)
    CommitmentFactory(agency=AgencyFactory(), made_on=today)

    page = open_page("/desk/", user=UserFactory(lead_officer=True))
    page.get_by_role("link", name="领导驾驶舱").first.click()
    line = page.get_by_role("row").filter(has_text=agency.short_name)
    line = line.filter(has=page.locator("a[href*='/commitments/']"))
    figure = line.get_by_role("link", name=str(COMMITMENTS), exact=True).first
    expect(figure).to_be_visible()
    figure.click()

    rows = page.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(COMMITMENTS)
    for row in rows.all():
        expect(row).to_contain_text(agency.short_name)
