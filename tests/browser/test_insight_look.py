"""Dashboard, scorecards, campaigns, education: accessible, and no wider than the screen."""

import pytest

from credit_portal.accounts.models import User
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import CampaignDuty
from credit_portal.campaigns.services import note_talk
from credit_portal.insight.models import Scorecard
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import duty_with_file
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW, TODAY
from tests.factories.insight import appraisal_of
from tests.insight.test_dashboard import graded_city

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/desk/dashboard/",
    "/desk/dashboard/businesses/?grade=B",
    "/desk/dashboard/commitments/",
    "/desk/scorecards/",
    "/desk/scorecards/{card}/",
    "/desk/campaigns/",
    "/desk/campaigns/new/",
    "/desk/campaigns/duties/{duty}/",
    "/desk/campaigns/duties/{duty}/submit/",
    "/desk/education/",
    "/desk/education/new/",
]


@pytest.fixture
def lead() -> User:
    install_packs(by=SystemActor("测试"), at=NOW)
    officer = UserFactory()
    graded_city()
    for agency in (officer.agency, UserFactory().agency):
        CommitmentFactory(agency=agency, made_on=TODAY)
    appraisal_of(officer.agency)
    duty_with_file(officer.agency)
    user = UserFactory(lead_officer=True)
    note_talk(
        agency=user.agency, on=TODAY, occasion="注册", people=2, material="告知书", by=user, at=NOW
    )
    return user


def test_the_pages_of_leaders(open_page, walk, lead):
    card = Scorecard.objects.get().pk
    duty = CampaignDuty.objects.get(kind=DutyKind.SUMMARY).pk
    walk([path.format(card=card, duty=duty) for path in PAGES], user=lead)
    page = open_page(PAGES[0], user=lead)
    assert page.locator(".chart canvas").first.is_visible()
