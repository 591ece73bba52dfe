"""The pages of treatment, measures and lists: accessible, and never wider than the screen."""

from datetime import timedelta

import pytest

from credit_portal.accounts.models import User
from credit_portal.shared import clock
from supervision.models import Listing, Measure
from tests.factories.accounts import UserFactory
from tests.factories.entities import EntityFactory
from tests.factories.supervision import (
    EntityPersonFactory,
    InterviewFactory,
    ListingFactory,
    MeasureFactory,
    OrderFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    None: ["/lists/", "/lists/exits/", "/lists/?q=没有这家"],
    "lead_officer": [
        "/desk/entities/{entity}/?tab=supervision",
        "/desk/supervision/measures/",
        "/desk/supervision/measures/?q=没有这家",
        "/desk/supervision/measures/{measure}/",
        "/desk/supervision/measures/{measure}/respond/",
        "/desk/supervision/measures/{measure}/suspend/",
        "/desk/supervision/measures/{entity}/new/",
        "/desk/supervision/listings/",
        "/desk/supervision/listings/{listing}/",
        "/desk/supervision/listings/{listing}/decide/",
        "/desk/supervision/listings/{entity}/new/",
    ],
    "department_officer": [
        "/desk/supervision/orders/",
        "/desk/supervision/orders/{order}/",
        "/desk/supervision/orders/{entity}/new/",
        "/desk/supervision/interviews/",
        "/desk/supervision/interviews/{interview}/",
        "/desk/supervision/interviews/{entity}/new/",
        "/desk/supervision/interviews/{interview}/hold/",
    ],
    "enterprise": ["/my/listings/"],
}


@pytest.fixture
def officer() -> User:
    return UserFactory()


@pytest.fixture
def cases(officer) -> dict[str, object]:
    """A business with a measure in force, a case being heard, and a published list."""
    entity = EntityFactory(name="澄江市长名称企业" * 25)
    EntityPersonFactory(entity=entity)
    today = clock.today()
    term = {"from_on": today - timedelta(days=1), "until_on": today + timedelta(days=90)}
    measure: Measure = MeasureFactory(entity=entity, without_commitments=True, **term)
    heard: Listing = ListingFactory(entity=entity, notified=True, notice="拟列入名单。\n\n" * 9)
    ListingFactory(entity=entity, listed=True, delivered_at=clock.now(), **term)
    order = OrderFactory(entity=entity, agency=officer.agency)
    interview = InterviewFactory(entity=entity, agency=officer.agency, held=True, order=order)
    return {
        "entity": entity.uscc, "measure": measure.pk, "listing": heard.pk, "order": order.pk,
        "interview": interview.pk,
    }  # fmt: skip


@pytest.mark.parametrize("role", PAGES, ids=str)
def test_a_page_of_supervision(walk, officer, cases, role) -> None:
    user = officer if role == "department_officer" else role and UserFactory(**{role: True})
    walk([path.format(**cases) for path in PAGES[role]], user=user)
