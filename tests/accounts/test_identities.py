"""Who logs in is one user, and acts for what the provider confirms."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection

from credit_portal.accounts.choices import Assurance, MandateKind, MandateOrigin, Role
from credit_portal.accounts.claims import Claims
from credit_portal.accounts.identities import identify
from credit_portal.accounts.models import Mandate, RealNameIdentity, User
from credit_portal.accounts.real_name import ticket
from credit_portal.accounts.services import change_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import NotAllowed, Refused
from tests.factories.accounts import AgencyFactory, IdentityFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, make_uscc

pytestmark = pytest.mark.django_db
FIRST, SECOND = make_uscc(1), make_uscc(2)
NUMBER = "990281198811200028"


def told(*usccs: str, **changes: Any) -> Claims:
    known = {
        "provider": "oidc", "subject": "a", "assurance": Assurance.VERIFIED, "name": "闻无企",
        "id_number": NUMBER, "represents": frozenset(usccs),
    }  # fmt: skip
    return Claims(**(known | changes))


BASIC = {"assurance": Assurance.BASIC, "id_number": "", "represents": frozenset()}


def test_a_ticket_may_put_single_values_into_lists() -> None:
    found = {"user": "a", "attributes": {"name": ["闻无企"], "codes": [FIRST, SECOND], "level": 2}}
    answer = {"serviceResponse": {"authenticationSuccess": found}}
    with patch("credit_portal.accounts.real_name.ticket.requests.get") as get:
        get.return_value.json.return_value = answer
        told = ticket._validate("ST-1", "https://portal.example/")
        get.return_value.json.return_value = {"serviceResponse": {"authenticationSuccess": "a"}}
        assert ticket._validate("ST-1", "https://portal.example/") is None
    assert told is not None
    assert told["attributes"] == {"name": "闻无企", "codes": [FIRST, SECOND], "level": 2}


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def sees(user: User) -> frozenset[str]:
    return viewer_of(User.objects.get(pk=user.pk)).usccs


def test_mandates_follow_what_the_provider_confirms() -> None:
    user = identify(claims=told(FIRST), at=NOW)
    assert sees(user) == {FIRST}
    identify(claims=told(FIRST, SECOND), at=NOW)
    assert sees(user) == {FIRST, SECOND}
    identify(claims=told(SECOND), at=NOW + timedelta(minutes=1))
    assert sees(user) == {SECOND}
    assert Mandate.objects.get(uscc=FIRST).end_reason.startswith("统一认证平台不再确认")
    acts = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == [
        "accounts.open_identity", "accounts.grant_mandate", "accounts.grant_mandate",
        "accounts.end_mandate",
    ]  # fmt: skip


def test_a_login_below_verified_shows_nothing_and_ends_nothing() -> None:
    user = identify(claims=told(FIRST), at=NOW)
    identify(claims=told(**BASIC), at=NOW)
    assert sees(user) == frozenset()
    assert Mandate.objects.filter(ended_at=None).count() == 1
    identity = RealNameIdentity.objects.get()
    assert (identity.name, identity.id_number) == ("闻无企", NUMBER)
    identify(claims=told(FIRST), at=NOW)
    assert sees(user) == {FIRST}


def test_who_proves_the_name_later_keeps_the_account() -> None:
    user = identify(claims=told(**BASIC, name=""), at=NOW)
    assert (user.display_name, sees(user)) == ("未实名用户", frozenset())
    assert identify(claims=told(FIRST), at=NOW) == user
    assert User.objects.get().display_name == "闻无企"


def test_a_new_representative_ends_the_mandate_of_the_old_one() -> None:
    """What the provider confirms today ends what it confirmed of somebody else."""
    old = identify(claims=told(FIRST), at=NOW)
    number = "990281199003070012"
    new = identify(claims=told(FIRST, subject="b", name="季经办", id_number=number), at=NOW)
    assert (sees(old), sees(new)) == (frozenset(), {FIRST})


def test_agents_of_the_old_representative_stay() -> None:
    old = identify(claims=told(FIRST), at=NOW)
    agent = MandateFactory(
        user=IdentityFactory(id_number="110101199001011237").user, uscc=FIRST, granted_by=old
    )
    number = "990281199003070012"
    identify(claims=told(FIRST, subject="b", name="季经办", id_number=number), at=NOW)
    assert sees(agent.user) == {FIRST}
    ended = AuditEntry.objects.get(act="accounts.end_mandate")
    assert ended.after["agents_staying"] == [agent.pk]


def test_an_agent_who_becomes_the_representative_exchanges_the_mandate() -> None:
    user = identify(claims=told(), at=NOW)
    MandateFactory(user=user, uscc=FIRST, scope="read")
    identify(claims=told(FIRST), at=NOW)
    mandate = user.mandates.get(ended_at=None)
    assert (mandate.kind, mandate.scope) == (MandateKind.LEGAL_REPRESENTATIVE, "all")
    assert mandate.origin == MandateOrigin.PROVIDER


def test_mandates_of_other_origin_are_not_the_providers_to_end() -> None:
    user = identify(claims=told(), at=NOW)
    MandateFactory(user=user, uscc=FIRST, kind=MandateKind.LEGAL_REPRESENTATIVE, origin="window")
    identify(claims=told(), at=NOW)
    assert sees(user) == {FIRST}


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.AUDITOR}])
def test_a_refused_login_changes_nothing(change: dict[str, Any]) -> None:
    user = identify(claims=told(), at=NOW)
    User.objects.filter(pk=user.pk).update(**change)
    with pytest.raises(NotAllowed):
        identify(claims=told(FIRST), at=NOW)
    assert not Mandate.objects.exists()


def test_another_number_for_the_same_subject_is_refused() -> None:
    identify(claims=told(), at=NOW)
    with pytest.raises(NotAllowed):
        identify(claims=told(FIRST, id_number="990281199003070012"), at=NOW)
    assert not Mandate.objects.exists()


def test_the_same_person_at_another_provider_is_another_account() -> None:
    one = identify(claims=told(), at=NOW)
    assert identify(claims=told(provider="ticket"), at=NOW) != one


def test_a_real_named_account_never_becomes_an_officials() -> None:
    user = identify(claims=told(), at=NOW)
    administrator = UserFactory(administrator=True)
    with pytest.raises(Refused):
        change_role(
            user, role=Role.DEPARTMENT_OFFICER, agency=AgencyFactory(), reason="调任",
            by=administrator, at=NOW,
        )  # fmt: skip
    assert User.objects.get(pk=user.pk).role == Role.ENTERPRISE


@pytest.mark.parametrize(("allowed", "sees_it"), [(True, True), (False, False)])
def test_without_an_identity_only_a_demonstration_counts(
    settings: Any, allowed: bool, sees_it: bool
) -> None:
    settings.PORTAL_ENTERPRISE_PASSWORD_LOGIN = allowed
    user = MandateFactory(uscc=FIRST).user
    assert (viewer_of(user).usccs == {FIRST}) is sees_it


def test_a_change_is_audited_without_the_number() -> None:
    identify(claims=told(), at=NOW)
    identify(claims=told(**BASIC), at=NOW)
    entry = AuditEntry.objects.get(act="accounts.change_identity")
    assert (entry.before, entry.after) == ({"assurance": 2}, {"assurance": 1})
    assert NUMBER not in str(AuditEntry.objects.values_list())


@pytest.mark.django_db(transaction=True)
def test_two_first_logins_at_once_open_one_account() -> None:
    at_once(lambda: identify(claims=told(FIRST), at=NOW))
    assert (User.objects.count(), RealNameIdentity.objects.count()) == (1, 1)
    assert Mandate.objects.count() == 1


def at_once(act: Callable[[], object]) -> None:
    """Do it twice at the same moment; neither may fail."""
    together, failures = threading.Barrier(2), []

    def run() -> None:
        try:
            together.wait(5)
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
