"""The policy pages in a browser: accessible, and never wider than the screen."""

import pytest

from credit_portal.policy import services
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/desk/policy/",
    "/desk/policy/packs/jiangyin/",
    "/desk/policy/packs/jiangyin/edit/",
    "/desk/policy/packs/jiangyin/versions/",
    "/desk/policy/packs/jiangyin/versions/1/",
    "/desk/policy/conflicts/",
    "/desk/policy/assignments/",
    "/desk/policy/calendar/2026/",
    "/desk/policy/calendar/import/",
]


@pytest.fixture
def officer():
    """A lead officer, with the shipped packs and notices installed."""
    by = SystemActor("测试")
    services.install_packs(by=by, at=now())
    services.install_notices(by=by, at=now())
    return UserFactory(lead_officer=True)


def test_the_pages_of_policy(walk, officer):
    walk(PAGES, user=officer)
