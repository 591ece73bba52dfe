"""Offers to act for a business: who makes them, who takes them up, and when they are void."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.choices import MandateKind, MandateOrigin, MandateScope, Role
from credit_portal.accounts.events import MandateEnded, MandateGranted
from credit_portal.accounts.invitations import (
    Issued,
    Offer,
    accept_invitation,
    invite_agent,
    invite_at_window,
    withdraw_invitation,
)
from credit_portal.accounts.mandates import end_mandate, represents
from credit_portal.accounts.models import Mandate, MandateInvitation, User
from credit_portal.accounts.viewers import may_act, require_mandate, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.shared import events
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, NotVisible, Refused
from tests.accounts.test_identities import at_once
from tests.commitments.conftest import PDF
from tests.factories.accounts import IdentityFactory, MandateFactory, UserFactory, user_with
from tests.factories.entities import NOW, TODAY, make_uscc

pytestmark = pytest.mark.django_db
USCC, OTHER = make_uscc(1), make_uscc(2)
NUMBER = "990281199003070012"
OFFER = Offer(uscc=USCC, name="季经办", id_number=NUMBER)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner() -> User:
    identity = IdentityFactory(name="闻无企", id_number="990281198811200028")
    return MandateFactory(user=identity.user, uscc=USCC, representative=True).user


@pytest.fixture
def agent() -> User:
    return IdentityFactory(name="季经办", id_number=NUMBER).user


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("licence.pdf", PDF)


def at_window(by: User, **values: Any) -> Issued:
    told = {"offer": OFFER, "reason": "核验原件", "papers": [paper()], "by": by, "at": NOW}
    return invite_at_window(**(told | values))


def counts() -> tuple[int, int]:
    return MandateInvitation.objects.count(), Mandate.objects.count()


def test_the_representative_invites_and_the_agent_accepts(owner: User, agent: User) -> None:
    offer = Offer(
        USCC, "季经办", " 99028119900307 0012", MandateScope.COMMITMENTS,
        until_on=TODAY + timedelta(days=30),
    )  # fmt: skip
    issued = invite_agent(offer=offer, by=owner, at=NOW)
    mandate = accept_invitation(code=issued.code.lower().replace("-", " "), by=agent, at=NOW)
    assert (mandate.kind, mandate.scope, mandate.origin) == (
        MandateKind.AGENT, MandateScope.COMMITMENTS, MandateOrigin.INVITATION,
    )  # fmt: skip
    assert (mandate.granted_by, mandate.until_on) == (owner, TODAY + timedelta(days=30))
    assert viewer_of(agent).usccs == {USCC}
    acts = AuditEntry.objects.order_by("pk").values_list("act", "actor_id")
    assert list(acts) == [("accounts.invite", owner.pk), ("accounts.accept_invitation", agent.pk)]
    kept = MandateInvitation.objects.get()
    assert (kept.mandate, kept.accepted_at) == (mandate, NOW)
    plain = issued.code.replace("-", "")
    assert plain not in str(MandateInvitation.objects.values()) + str(AuditEntry.objects.values())
    assert NUMBER not in str(AuditEntry.objects.values())


def test_several_agents_each_with_a_scope_of_their_own(owner: User, agent: User) -> None:
    second = IdentityFactory(name="季经办", id_number="110101199001011237").user
    for user, number, scope in (
        (agent, NUMBER, MandateScope.DISPUTES),
        (second, "110101199001011237", MandateScope.READ),
    ):
        issued = invite_agent(offer=Offer(USCC, "季经办", number, scope), by=owner, at=NOW)
        accept_invitation(code=issued.code, by=user, at=NOW)
    assert [may_act(agent, USCC, scope) for scope in MandateScope] == [
        False, True, False, False, True,
    ]  # fmt: skip
    assert [may_act(second, USCC, scope) for scope in MandateScope] == [
        False, False, False, False, True,
    ]  # fmt: skip
    assert all(may_act(owner, USCC, scope) for scope in MandateScope)


def test_a_scope_is_required_by_name(owner: User, agent: User) -> None:
    MandateFactory(user=agent, uscc=USCC, scope=MandateScope.REPORTS)
    require_mandate(agent, USCC, MandateScope.REPORTS)
    with pytest.raises(NotAllowed, match="异议和信用修复"):
        require_mandate(agent, USCC, MandateScope.DISPUTES)
    with pytest.raises(NotVisible):
        require_mandate(agent, OTHER, MandateScope.READ)


WRONG: dict[str, Callable[[], dict[str, Any]]] = {
    "name": lambda: {"name": "季经力"},
    "number": lambda: {"id_number": "110101199001011237"},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_code_works_for_nobody_else(owner: User, what: str) -> None:
    issued = invite_agent(offer=OFFER, by=owner, at=NOW)
    known = {"name": "季经办", "id_number": NUMBER} | WRONG[what]()
    thief = IdentityFactory(**known).user
    before = counts()
    with pytest.raises(Invalid) as refusal:
        accept_invitation(code=issued.code, by=thief, at=NOW)
    with pytest.raises(Invalid) as unknown:
        accept_invitation(code="ABCDE-FGHJK", by=thief, at=NOW)
    assert refusal.value.message == unknown.value.message, "nothing tells that the code exists"
    assert counts() == before


def test_only_a_verified_identity_accepts(owner: User) -> None:
    issued = invite_agent(offer=OFFER, by=owner, at=NOW)
    unproved = IdentityFactory(unproved=True).user
    for user in (unproved, UserFactory(enterprise=True)):
        with pytest.raises(NotAllowed):
            accept_invitation(code=issued.code, by=user, at=NOW)
    assert MandateInvitation.objects.open(NOW).exists()


STATES = ("open", "accepted", "withdrawn", "expired")


def put(issued: Issued, state: str, owner: User, agent: User) -> datetime:
    """Bring the invitation there; the moment at which the step is tried."""
    if state == "accepted":
        accept_invitation(code=issued.code, by=agent, at=NOW)
    if state == "withdrawn":
        withdraw_invitation(invitation=issued.invitation, by=owner, at=NOW)
    return NOW + timedelta(days=8) if state == "expired" else NOW


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", ["accept", "withdraw"])
def test_every_step_in_every_state(owner: User, agent: User, state: str, step: str) -> None:
    issued = invite_agent(offer=OFFER, by=owner, at=NOW)
    at = put(issued, state, owner, agent)

    def do() -> None:
        if step == "accept":
            accept_invitation(code=issued.code, by=agent, at=at)
        else:
            withdraw_invitation(invitation=issued.invitation, by=owner, at=at)

    if state == "open":
        do()
        return
    kept, entries = MandateInvitation.objects.values().get(), AuditEntry.objects.count()
    with pytest.raises(DomainError):
        do()
    assert MandateInvitation.objects.values().get() == kept
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(
    "change",
    [{"name": " "}, {"id_number": "990281199003070013"}, {"until_on": TODAY}],
)
def test_an_offer_that_cannot_be_right(owner: User, change: dict[str, Any]) -> None:
    offer = Offer(**({"uscc": USCC, "name": "季经办", "id_number": NUMBER} | change))
    with pytest.raises(Invalid) as error:
        invite_agent(offer=offer, by=owner, at=NOW)
    assert set(error.value.fields) == set(change)
    assert not MandateInvitation.objects.exists()


def test_only_the_representative_invites_and_only_for_the_own_business(owner: User) -> None:
    agent = MandateFactory(uscc=USCC).user
    for by, uscc in ((agent, USCC), (owner, OTHER), (UserFactory(window_officer=True), USCC)):
        with pytest.raises(NotVisible):
            invite_agent(offer=Offer(uscc, "季经办", NUMBER), by=by, at=NOW)
    kind = MandateKind.LEGAL_REPRESENTATIVE
    with pytest.raises(NotAllowed):
        invite_agent(offer=Offer(USCC, "季经办", NUMBER, kind=kind), by=owner, at=NOW)
    assert not MandateInvitation.objects.exists()


def test_an_offer_falls_with_the_representative_who_made_it(owner: User, agent: User) -> None:
    issued = invite_agent(offer=OFFER, by=owner, at=NOW)
    end_mandate(mandate=owner.mandates.get(), reason="离任", by=owner, at=NOW)
    with pytest.raises(Invalid):
        accept_invitation(code=issued.code, by=agent, at=NOW)


def test_a_window_officer_invites_on_papers(agent: User) -> None:
    officer = UserFactory(window_officer=True)
    issued = at_window(officer, papers=[paper(), paper()])
    mandate = accept_invitation(code=issued.code, by=agent, at=NOW)
    assert (mandate.origin, mandate.granted_by, mandate.reason) == (
        MandateOrigin.WINDOW, officer, "核验原件",
    )  # fmt: skip
    assert issued.invitation.papers.count() == 2


def test_a_representative_by_window_replaces_the_old_one(owner: User, agent: User) -> None:
    staying = MandateFactory(uscc=USCC, granted_by=owner)
    offer = Offer(USCC, "季经办", NUMBER, kind=MandateKind.LEGAL_REPRESENTATIVE)
    issued = at_window(UserFactory(window_officer=True), offer=offer)
    assert represents(owner, USCC), "until it is taken up"
    accept_invitation(code=issued.code, by=agent, at=NOW)
    assert (represents(owner, USCC), represents(agent, USCC)) == (False, True)
    assert viewer_of(staying.user).usccs == {USCC}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.WINDOW_OFFICER])
def test_nobody_else_invites_at_the_window(role: Role) -> None:
    with pytest.raises(NotAllowed):
        at_window(user_with(role))
    assert not MandateInvitation.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"papers": []}, {"reason": " "}, {"papers": [SimpleUploadedFile("a.pdf", b"<html>")]}],
)
def test_no_window_offer_without_papers_and_reason(values: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        at_window(UserFactory(window_officer=True), **values)
    assert not MandateInvitation.objects.exists()


def test_who_may_withdraw(owner: User, agent: User) -> None:
    officer = UserFactory(window_officer=True)
    own = invite_agent(offer=OFFER, by=owner, at=NOW).invitation
    for by in (officer, agent):
        with pytest.raises(NotVisible):
            withdraw_invitation(invitation=own, by=by, at=NOW)
    by_window = at_window(officer).invitation
    withdraw_invitation(invitation=by_window, by=UserFactory(window_officer=True), at=NOW)
    assert list(MandateInvitation.objects.open(NOW)) == [own]


def test_granting_and_ending_are_told(
    owner: User, agent: User, django_capture_on_commit_callbacks: Any, monkeypatch: Any
) -> None:
    heard: list[events.Event] = []
    monkeypatch.setattr(events, "_deliver", heard.append)
    issued = invite_agent(offer=OFFER, by=owner, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        mandate = accept_invitation(code=issued.code, by=agent, at=NOW)
        end_mandate(mandate=mandate, reason="离职", by=owner, at=NOW)
    assert heard == [MandateGranted(mandate.pk), MandateEnded(mandate.pk)]


@pytest.mark.django_db(transaction=True)
def test_a_code_taken_up_twice_at_once_makes_one_mandate(owner: User, agent: User) -> None:
    issued = invite_agent(offer=OFFER, by=owner, at=NOW)

    def accept() -> None:
        try:
            accept_invitation(code=issued.code, by=agent, at=NOW)
        except (Invalid, Refused):
            return

    at_once(accept)
    assert agent.mandates.count() == 1
