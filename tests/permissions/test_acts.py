"""Services ask role and agency themselves, whatever calls them; a refused act writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import services
from credit_portal.accounts.choices import AGENCY_ROLES, Role
from credit_portal.accounts.models import User
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import NotAllowed
from entities.catalogue import install_catalogue
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.commitments import CommitmentItemFactory
from tests.factories.entities import NOW
from tests.permissions.acts import ACTS, OF_AN_AGENCY, Act

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(autouse=True)
def catalogue(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    install_catalogue(by=SystemActor("测试"), at=NOW)


@contextmanager
def refused() -> Iterator[None]:
    """Refused for who asks, and nothing is written."""
    with CaptureQueriesContext(connection) as asked, pytest.raises(NotAllowed):
        yield
    assert not [query["sql"] for query in asked if query["sql"].startswith(WRITES)]


def do(act: Act, user: User, values: dict) -> None:
    act.service(**values, by=user, at=NOW)


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_other_roles_are_refused(act: Act) -> None:
    agency = AgencyFactory()
    values = act.values(agency)
    for role in set(Role) - set(act.roles):
        user = user_with(role)
        if role in AGENCY_ROLES:
            user.agency = agency
        with refused():
            do(act, user, values)


@pytest.mark.parametrize("act", OF_AN_AGENCY, ids=str)
def test_other_agencies_are_refused(act: Act) -> None:
    role = next(role for role in Role if role in act.roles and role != Role.LEAD_OFFICER)
    user, values = user_with(role), act.values(AgencyFactory())
    with refused():
        do(act, user, values)


def test_a_common_item_is_not_made_an_own_one() -> None:
    """A department cannot put its own version in force in place of the lead office's."""
    officer = UserFactory()
    common = CommitmentItemFactory()
    taken_over = CommitmentItemFactory(
        code=common.code, version=2, agency=officer.agency, draft=True
    )
    with refused():
        services.draft_item(code=common.code, values={"agency": officer.agency}, by=officer, at=NOW)
    with refused():
        services.publish_version(version=taken_over, reason="启用", by=officer, at=NOW)
