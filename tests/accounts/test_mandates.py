"""For whom an enterprise user acts."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.mandates import end_mandate, grant_mandate
from credit_portal.accounts.models import Mandate, User
from credit_portal.accounts.viewers import may_act, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, Refused
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, make_uscc

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
USCC = make_uscc(7)


def grant(granted_to: User, **values: Any) -> Mandate:
    told = {"user": granted_to, "uscc": USCC, "reason": "核验执照", "by": BY, "at": NOW} | values
    return grant_mandate(**told)


@pytest.mark.parametrize(
    ("until_on", "ended", "sees"),
    [
        (None, False, True),
        (TODAY + timedelta(days=1), False, True),
        (TODAY, False, False),
        (None, True, False),
    ],
)
def test_a_user_sees_a_business_while_the_mandate_holds(
    until_on: date | None, ended: bool, sees: bool
) -> None:
    user = UserFactory(enterprise=True)
    mandate = grant(user, until_on=until_on)
    if ended:
        end_mandate(mandate=mandate, reason="离职", by=BY, at=NOW)
    with time_machine.travel(NOW, tick=False):
        assert viewer_of(user).usccs == ({USCC} if sees else set())


def test_an_official_acts_for_no_business() -> None:
    user = UserFactory(enterprise=True)
    grant(user)
    user.role = Role.AUDITOR
    assert not may_act(user, USCC, MandateScope.READ)


def test_granting_and_ending_are_audited_once() -> None:
    mandate = grant(UserFactory(enterprise=True))
    end_mandate(mandate=mandate, reason="离职", by=BY, at=NOW)
    acts = AuditEntry.objects.filter(object_id=str(mandate.pk), object_type="accounts.mandate")
    assert [entry.act for entry in acts.order_by("pk")] == [
        "accounts.grant_mandate", "accounts.end_mandate",
    ]  # fmt: skip
    assert Mandate.objects.get().ended_at == NOW


def test_one_past_its_day_makes_room() -> None:
    user = UserFactory(enterprise=True)
    first = grant(user, until_on=TODAY, at=NOW - timedelta(days=30))
    second = grant(user)
    first.refresh_from_db()
    assert (first.ended_at, first.end_reason) == (NOW, "有效期已满。")
    assert Mandate.objects.in_force(TODAY).get() == second


def test_one_mandate_at_a_time_and_again_after_its_end() -> None:
    user = UserFactory(enterprise=True)
    mandate = grant(user)
    with pytest.raises(Refused):
        grant(user)
    end_mandate(mandate=mandate, reason="换人", by=BY, at=NOW)
    grant(user)
    assert Mandate.objects.count() == 2


def test_what_is_refused_changes_nothing() -> None:
    user = UserFactory(enterprise=True)
    refused: list[tuple[type[DomainError], dict]] = [
        (Invalid, {"user": UserFactory(lead_officer=True)}),
        (Invalid, {"reason": " "}),
        (NotAllowed, {"by": UserFactory(lead_officer=True)}),
    ]
    for error, values in refused:
        with pytest.raises(error):
            grant(user, **values)
    assert not Mandate.objects.exists()
    ended = grant(user)
    end_mandate(mandate=ended, reason="离职", by=BY, at=NOW)
    with pytest.raises(Refused):
        end_mandate(mandate=ended, reason="再次", by=BY, at=NOW)


def test_an_administrator_ties_and_unties_in_the_back_office(client: Client) -> None:
    user = UserFactory(enterprise=True)
    client.force_login(UserFactory(administrator=True))
    added = client.post(
        reverse("admin:accounts_mandate_add"),
        {
            "user": user.pk,
            "uscc": USCC,
            "kind": "agent",
            "scope": "read",
            "until_on": "",
            "reason": "核验执照和委托书",
        },
    )
    mandate = Mandate.objects.get()
    assert (added.status_code, mandate.uscc, mandate.user) == (302, USCC, user)
    page = reverse("admin:accounts_mandate_change", args=[mandate.pk])
    assert client.post(page, {"why": "委托到期"}).status_code == 302
    mandate.refresh_from_db()
    assert mandate.ended_at is not None
    assert "<textarea" not in client.get(page).content.decode()
