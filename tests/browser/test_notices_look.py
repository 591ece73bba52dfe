"""Messages, falls, overrides and results from outside in a browser, filled with long names."""

from datetime import timedelta

import pytest

from credit_portal.shared import clock
from tests.browser.look import LONG_NAME, keeps_names_wide
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import EntityFactory
from tests.factories.grading import (
    ClassNoticeFactory,
    ExternalAssessmentFactory,
    GradeOverrideFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTS = ("falls/", "overrides/", "assessments/")
PAGES = (
    *LISTS,
    "falls/?q=没有这家",
    "falls/{fall}/",
    "overrides/{override}/",
    "overrides/{override}/approve/",
    "overrides/{override}/reject/",
    "overrides/{uscc}/new/",
    "assessments/new/",
    "assessments/{assessment}/withdraw/",
)


@pytest.fixture
def places() -> dict[str, object]:
    """One of each for a business with a long name, and another of each beside it."""
    entity, today = EntityFactory(name=LONG_NAME), clock.today()
    GradeOverrideFactory(approved=True, until_on=today + timedelta(days=9))
    ExternalAssessmentFactory(national=True, withdrawn=True)
    ClassNoticeFactory(handled=True)
    return {
        "uscc": entity.uscc,
        "fall": ClassNoticeFactory(task=True, grade__entity=entity, sent_at=clock.now()).pk,
        "override": GradeOverrideFactory(entity=entity, until_on=today + timedelta(days=90)).pk,
        "assessment": ExternalAssessmentFactory(entity=entity).pk,
    }


def test_the_pages_of_the_desk(walk, places):
    paths = [f"/desk/grading/{path.format(**places)}" for path in PAGES]
    walk(paths, user=UserFactory(lead_officer=True))


@pytest.mark.usefixtures("places")
def test_names_keep_their_width_in_big_print(open_page, live_server):
    page = open_page("/desk/", user=UserFactory(lead_officer=True))
    page.get_by_role("button", name="关怀版").click()
    for path in LISTS:
        assert page.goto(f"{live_server.url}/desk/grading/{path}?state=all").ok
        keeps_names_wide(page)


def test_the_messages_of_a_business(walk):
    entity = EntityFactory(name=LONG_NAME)
    ClassNoticeFactory(grade__entity=entity)
    ClassNoticeFactory(grade__entity=entity, read=True)
    walk(["/my/", "/my/class-changes/"], user=MandateFactory(uscc=entity.uscc).user)
