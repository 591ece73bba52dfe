"""Lists: heard, decided by another officer, delivered; every step from every state."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from supervision import services
from supervision.listings.choices import ExitGround, ListingStatus, ListKind
from supervision.models import Listing
from supervision.services.proposals import Proposal
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.supervision import LISTING_STATES, ListingFactory
from tests.supervision.listed import DAY, DECISION, OFFICE, S, decide, in_force, propose

pytestmark = pytest.mark.django_db


SERVICES: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "notify": (services.notify_listing, {}),
    "state": (services.state_on_listing, {"statement": "已经履行"}),
    "decide": (services.decide_listing, DECISION),
    "drop": (services.drop_listing, {"reason": "证据不足"}),
    "rescind": (services.rescind_listing, {"reason": "判决已经撤销"}),
    "deliver": (services.deliver_listing, {"delivery": "直接送达"}),
    "uphold": (services.uphold_listing, {"reason": "更正后的金额仍达到列入标准"}),
    "leave": (services.leave_listing, {"ground": ExitGround.REVOCATION, "reason": "判决撤销"}),
}
EXPECTED = {
    "notify": {S.PROPOSED: S.NOTIFIED},
    "state": {S.NOTIFIED: S.NOTIFIED},
    "decide": {S.NOTIFIED: S.DECIDED},
    "drop": dict.fromkeys((S.PROPOSED, S.NOTIFIED), S.DROPPED),
    "rescind": {S.DECIDED: S.DROPPED},
    "deliver": {S.DECIDED: S.LISTED},
    "uphold": {S.LISTED: S.LISTED},
    "leave": {S.LISTED: S.EXITED},
}
# Steps that a state allows only while it waits for something.
WAITING = {"state": {"notified": True}, "uphold": {"under_review": True}}


def ready(act: str, state: ListingStatus) -> Listing:
    """A case in a state, waiting for the act where the state allows it."""
    is_asked = act in WAITING and state in EXPECTED[act]
    return ListingFactory(**WAITING[act] if is_asked else LISTING_STATES[state])


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in Listing().get_all_status_transitions()}

    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(act: str, state: ListingStatus) -> None:
    listing = ready(act, state)
    service, values = SERVICES[act]
    before = Listing.objects.filter(pk=listing.pk).values().get()
    target = EXPECTED[act].get(state)

    if target is None:
        with pytest.raises(Refused):
            service(listing=listing, by=OFFICE, at=NOW, **values)
        assert Listing.objects.filter(pk=listing.pk).values().get() == before
        assert not AuditEntry.objects.exists()
    else:
        service(listing=listing, by=OFFICE, at=NOW, **values)
        assert Listing.objects.get(pk=listing.pk).status == target
        assert AuditEntry.objects.filter(act__startswith="supervision.").count() == 1


@pytest.mark.parametrize("act", [act for act in SERVICES if act != "notify"])
def test_each_step_gives_reasons(act: str) -> None:
    state = next(iter(EXPECTED[act]))
    listing = ready(act, state)
    service, values = SERVICES[act]
    blank = {name: " " if isinstance(value, str) else value for name, value in values.items()}
    blank["ground"] = ExitGround.REVOCATION
    if act != "leave":
        blank.pop("ground")

    with pytest.raises(Invalid):
        service(listing=listing, by=OFFICE, at=NOW, **blank)


@pytest.mark.parametrize("act", SERVICES)
def test_another_agency_or_role_does_not_act(act: str) -> None:
    listing = ListingFactory(notified=act == "state")
    service, values = SERVICES[act]

    with pytest.raises(NotAllowed):
        service(listing=listing, by=UserFactory(), at=NOW, **values)
    own = UserFactory(town_officer=True, agency=listing.agency)
    with pytest.raises(NotAllowed):
        service(listing=listing, by=own, at=NOW, **values)


def test_the_notice_says_reasons_basis_rights_and_until_when() -> None:
    listing = services.notify_listing(listing=ListingFactory(), by=OFFICE, at=NOW)

    assert listing.statement_deadline.due_on == date(2026, 11, 27)  # five workdays
    for words in (
        listing.facts, listing.legal_basis, listing.document_number, "陈述和申辩",
        "2026年11月27日", "行政复议", "信用修复", listing.entity.uscc, listing.agency.name,
    ):  # fmt: skip
        assert words in listing.notice


def test_nothing_is_decided_while_the_business_may_answer() -> None:
    listing = ListingFactory(notified=True)
    with pytest.raises(Refused, match="期满"):
        decide(listing)

    services.state_on_listing(listing=listing, statement="已履行", by=OFFICE, at=NOW)
    assert decide(listing).status == S.DECIDED


def test_a_second_officer_decides() -> None:
    listing = ListingFactory(heard=True)
    listing.agency = listing.proposed_by.agency
    listing.save()

    with pytest.raises(NotAllowed):
        decide(listing, by=listing.proposed_by)
    assert decide(listing, by=UserFactory(agency=listing.agency)).status == S.DECIDED


@pytest.mark.parametrize(
    "changes",
    [
        {"from_on": TODAY - DAY},
        {"until_on": TODAY - DAY},
        {"until_on": date(9999, 12, 31)},
        {"from_on": date(9999, 12, 31), "until_on": None},
    ],
)
def test_days_that_do_not_fit(changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        decide(ListingFactory(heard=True), **changes)


def test_a_document_withdrawn_meanwhile_carries_no_decision() -> None:
    record = CreditRecordFactory(withdrawn=True)
    with pytest.raises(Refused):
        decide(ListingFactory(heard=True, entity=record.entity, basis=record))


@pytest.mark.parametrize("traits", [{"withdrawn": True}, {"repaired": True}])
def test_a_document_gone_meanwhile_is_not_delivered_but_rescinded(
    traits: dict[str, Any], catalogue
) -> None:
    record = CreditRecordFactory(**traits)
    listing = ListingFactory(decided=True, entity=record.entity, basis=record)
    with pytest.raises(Refused, match="撤回或者修复"):
        services.deliver_listing(listing=listing, delivery="直接送达", by=OFFICE, at=NOW)

    services.rescind_listing(listing=listing, reason="依据已经撤回", by=OFFICE, at=NOW)
    assert not in_force(listing)
    assert propose(listing.entity).status == S.PROPOSED


def test_a_document_without_a_number_and_with_a_long_title_is_refused_in_words() -> None:
    record = CreditRecordFactory(document_number="", title="事" * 129)
    with pytest.raises(Refused, match="没有文书号"):
        propose(record.entity, kind=ListKind.FOCUS, record=record)


def test_an_officer_rests_a_proposal_on_what_he_may_see_alone() -> None:
    officer, record = UserFactory(), CreditRecordFactory(authorised=True)
    proposal = Proposal(kind=ListKind.FOCUS, facts="屡犯", legal_basis="《条例》", record=record)

    with pytest.raises(NotVisible):
        services.propose_listing(
            entity=record.entity, proposal=proposal, agency=officer.agency, by=officer, at=NOW
        )


def test_the_portal_takes_a_business_off_a_list_on_a_case() -> None:
    listing = services.leave_listing(
        listing=ListingFactory(listed=True), ground=ExitGround.DISPUTE, reference="异议1",
        reason="异议成立", by=OFFICE, at=NOW,
    )  # fmt: skip

    assert listing.exit_reference == "异议1"
    assert not in_force(listing)


def test_of_two_officers_the_second_is_told() -> None:
    listing = ListingFactory(heard=True)
    seen_by_both = Listing.objects.get(pk=listing.pk)
    services.drop_listing(listing=listing, reason="证据不足", by=OFFICE, at=NOW)

    with pytest.raises(Refused, match="刷新"):
        decide(seen_by_both)


def test_praise_needs_no_hearing() -> None:
    red = ListingFactory(red=True)
    with pytest.raises(Refused):
        services.notify_listing(listing=red, by=OFFICE, at=NOW)

    assert decide(red).status == S.DECIDED


def test_the_statement_comes_once_and_in_time() -> None:
    listing = ListingFactory(notified=True)
    late = NOW + 7 * DAY
    with pytest.raises(Refused):
        services.state_on_listing(listing=listing, statement="迟", by=OFFICE, at=late)

    services.state_on_listing(listing=listing, statement="已履行", by=OFFICE, at=NOW)
    with pytest.raises(Refused):
        services.state_on_listing(listing=listing, statement="再说", by=OFFICE, at=NOW)
