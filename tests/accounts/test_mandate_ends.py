"""Who ends a mandate, and what its day and kind decide."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from credit_portal.accounts.choices import MandateScope
from credit_portal.accounts.mandates import end_mandate
from credit_portal.accounts.models import Mandate, User
from credit_portal.accounts.viewers import may_act, viewer_of
from credit_portal.shared.errors import DomainError, NotAllowed, NotVisible
from tests.factories.accounts import IdentityFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, make_uscc

pytestmark = pytest.mark.django_db
USCC, OTHER = make_uscc(1), make_uscc(2)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner() -> User:
    return MandateFactory(user=IdentityFactory().user, uscc=USCC, representative=True).user


ENDERS: dict[str, tuple[Callable[[Mandate], User], type[DomainError] | None]] = {
    "the person": (lambda mandate: mandate.user, None),
    "window": (lambda _: UserFactory(window_officer=True), None),
    "administrator": (lambda _: UserFactory(administrator=True), None),
    "lead office": (lambda _: UserFactory(lead_officer=True), NotAllowed),
    "another agent": (lambda _: MandateFactory(uscc=USCC).user, NotVisible),
    "another business": (
        lambda _: MandateFactory(uscc=OTHER, representative=True).user, NotVisible,
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", ENDERS)
def test_who_may_end_the_mandate_of_an_agent(who: str) -> None:
    mandate = MandateFactory(uscc=USCC)
    make, error = ENDERS[who]
    by = make(mandate)
    if error is None:
        end_mandate(mandate=mandate, reason="不再委托", by=by, at=NOW)
        assert viewer_of(mandate.user).usccs == frozenset()
        return
    with pytest.raises(error):
        end_mandate(mandate=mandate, reason="不再委托", by=by, at=NOW)
    assert Mandate.objects.get(pk=mandate.pk).ended_at is None


def test_the_representative_ends_agents_but_no_representative(owner: User) -> None:
    agent = MandateFactory(uscc=USCC)
    end_mandate(mandate=agent, reason="离职", by=owner, at=NOW)
    other = MandateFactory(uscc=USCC, representative=True)
    with pytest.raises(NotVisible):
        end_mandate(mandate=other, reason="争议", by=owner, at=NOW)


@pytest.mark.parametrize(("until_on", "holds"), [(TODAY, False), (date(2099, 1, 1), True)])
def test_the_end_date_ends_the_acts(until_on: date, holds: bool) -> None:
    mandate = MandateFactory(uscc=USCC, until_on=until_on)
    assert may_act(mandate.user, USCC, MandateScope.DISPUTES) is holds


def test_the_database_keeps_a_representative_from_a_narrower_scope() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateFactory(uscc=USCC, representative=True, scope=MandateScope.READ)
