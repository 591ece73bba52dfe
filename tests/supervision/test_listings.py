"""Lists: on a document, heard, decided by another officer, delivered, in force by dates."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.policy import services as policy
from credit_portal.policy.choices import InspectionTier
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.choices import PublicationScope, RecordKind
from entities.fact_types import FactType
from entities.models import CreditRecord
from supervision import services
from supervision.listings.choices import COURT_DECISION, ExitGround, ListingStatus, ListKind
from supervision.models import Listing
from supervision.selectors import check, treatment_for
from supervision.services.proposals import CourtDecision, Proposal
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.supervision import LISTING_STATES, ListingFactory

pytestmark = pytest.mark.django_db

S = ListingStatus
OFFICE = SystemActor("信用办")
DAY = timedelta(days=1)
JUDGMENT = CourtDecision(number="（2026）澄执1号", authority="澄江市人民法院", on=TODAY - 9 * DAY)


def propose(entity: Any = None, **changes: Any) -> Listing:
    values: dict[str, Any] = {
        "kind": ListKind.SERIOUS,
        "name": "失信被执行人",
        "facts": "有履行能力而拒不履行",
        "legal_basis": "《民事诉讼法》第二百六十六条",
    }
    values |= changes or {"court_decision": JUDGMENT}
    return services.propose_listing(
        entity=entity or EntityFactory(), proposal=Proposal(**values), agency=AgencyFactory(),
        by=OFFICE, at=NOW,
    )  # fmt: skip


def in_force(listing: Listing, on: date = TODAY) -> bool:
    return Listing.objects.in_force(on).filter(pk=listing.pk).exists()


# --- The document it rests on --------------------------------------------------------------------


def test_a_court_decision_carries_a_listing() -> None:
    listing = propose()

    assert (listing.document_kind, listing.document_number) == (COURT_DECISION, JUDGMENT.number)
    assert [entry.act for entry in AuditEntry.objects.all()] == ["supervision.propose_listing"]


@pytest.mark.parametrize(
    ("kind", "record_kind"),
    [
        (ListKind.SERIOUS, RecordKind.PENALTY),
        (ListKind.SERIOUS, RecordKind.ENFORCEMENT),
        (ListKind.SERIOUS, RecordKind.JUDGMENT_DEBT),
        (ListKind.FOCUS, RecordKind.PENALTY),
        (ListKind.ABNORMAL, RecordKind.ANNUAL_REPORT),
        (ListKind.RED, RecordKind.HONOUR),
    ],
)
def test_a_record_carries_a_listing(kind: ListKind, record_kind: RecordKind) -> None:
    record = CreditRecordFactory(kind=record_kind)
    listing = propose(record.entity, kind=kind, record=record)

    assert listing.basis == record
    assert listing.document_number == record.document_number


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (ListKind.SERIOUS, None),
        (ListKind.SERIOUS, {"kind": RecordKind.COMPLAINT}),
        (ListKind.SERIOUS, {"withdrawn": True}),
        (ListKind.SERIOUS, {"repaired": True}),
        (ListKind.RED, {"kind": RecordKind.PENALTY}),
        (ListKind.FOCUS, {"kind": RecordKind.INSPECTION}),
    ],
    ids=str,
)
def test_without_such_a_document_it_is_refused(
    kind: ListKind, record: dict[str, Any] | None
) -> None:
    given = CreditRecordFactory(**record) if record else None

    with pytest.raises(Refused):
        propose(given.entity if given else None, kind=kind, record=given)
    assert not Listing.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_record_of_another_business_carries_nothing() -> None:
    with pytest.raises(Refused):
        propose(EntityFactory(), record=CreditRecordFactory())


def test_there_are_no_serious_lists_beside_the_lawful_ones() -> None:
    with pytest.raises(Invalid) as refused:
        propose(name="本地黑名单", court_decision=JUDGMENT)
    assert "name" in refused.value.fields


def test_focus_lists_are_kept_in_the_fields_that_the_province_names(monkeypatch) -> None:
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("supervision.services.listings.pack_in_force", lambda on: pack)
    focus = {"kind": ListKind.FOCUS, "court_decision": JUDGMENT}

    with pytest.raises(Invalid):
        propose(field="采矿", **focus)
    assert propose(field="养老", **focus).field == "养老"


def test_one_case_at_a_time() -> None:
    first = propose()

    with pytest.raises(Refused):
        propose(first.entity)
    with pytest.raises(Refused):
        propose(ListingFactory(listed=True).entity)


# --- The procedure -------------------------------------------------------------------------------

SERVICES: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "notify": (services.notify_listing, {}),
    "state": (services.state_on_listing, {"statement": "已经履行"}),
    "decide": (
        services.decide_listing,
        {
            "decision_number": "澄列决〔2026〕1号",
            "decision": "陈述不成立",
            "from_on": TODAY,
            "until_on": TODAY + 365 * DAY,
        },
    ),
    "drop": (services.drop_listing, {"reason": "证据不足"}),
    "rescind": (services.rescind_listing, {"reason": "判决已经撤销"}),
    "deliver": (services.deliver_listing, {"delivery": "直接送达"}),
    "leave": (services.leave_listing, {"ground": ExitGround.REVOCATION, "reason": "判决撤销"}),
}
EXPECTED = {
    "notify": {S.PROPOSED: S.NOTIFIED},
    "state": {S.NOTIFIED: S.NOTIFIED},
    "decide": {S.NOTIFIED: S.DECIDED},
    "drop": dict.fromkeys((S.PROPOSED, S.NOTIFIED), S.DROPPED),
    "rescind": {S.DECIDED: S.DROPPED},
    "deliver": {S.DECIDED: S.LISTED},
    "leave": {S.LISTED: S.EXITED},
}


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in Listing().get_all_status_transitions()}

    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(act: str, state: ListingStatus) -> None:
    traits = dict(LISTING_STATES[state])
    if act == "state" and state == S.NOTIFIED:
        traits = {"notified": True}
    listing = ListingFactory(**traits)
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
    listing = ListingFactory(**(LISTING_STATES[state] if act != "state" else {"notified": True}))
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

    assert listing.statement_due_on == date(2026, 11, 27)  # five working days after a Friday
    for words in (
        listing.facts, listing.legal_basis, listing.document_number, "陈述和申辩",
        "2026年11月27日", "行政复议", "信用修复", listing.entity.uscc, listing.agency.name,
    ):  # fmt: skip
        assert words in listing.notice


def decide(listing: Listing, by: Any = OFFICE, **changes: Any) -> Listing:
    return services.decide_listing(
        listing=listing, by=by, at=NOW, **SERVICES["decide"][1] | changes
    )


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


# --- In force ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "kind", "fact", "scope"),
    [
        ({}, RecordKind.JUDGMENT_DEBT, FactType.JUDGMENT_DEBT, PublicationScope.PUBLIC),
        (
            {"name": "统计严重失信"},
            RecordKind.LISTING,
            FactType.SERIOUS_LIST,
            PublicationScope.PUBLIC,
        ),
        ({"focus": True}, RecordKind.LISTING, FactType.FOCUS_LIST, PublicationScope.GOVERNMENT),
        (
            {"kind": ListKind.ABNORMAL, "name": "经营异常名录"},
            RecordKind.ABNORMAL,
            FactType.ABNORMAL,
            PublicationScope.PUBLIC,
        ),
    ],
    ids=str,
)
def test_delivery_writes_the_fact_that_grading_counts(
    traits: dict[str, Any], kind: RecordKind, fact: FactType, scope: PublicationScope, catalogue
) -> None:
    listing = ListingFactory(decided=True, **traits)
    listing = services.deliver_listing(listing=listing, delivery="直接送达", by=OFFICE, at=NOW)
    record = CreditRecord.objects.get(pk=listing.record_id)

    assert (record.kind, record.fact_type, record.scope) == (kind, fact, scope)
    assert (record.valid_from, record.valid_until) == (listing.from_on, listing.until_on)
    assert record.document_number == listing.decision_number


def test_without_delivery_nothing_is_in_force() -> None:
    assert not in_force(ListingFactory(decided=True))


def test_in_force_follows_from_dates_without_any_job() -> None:
    listing = ListingFactory(listed=True, until_on=TODAY + DAY)

    days = [TODAY + n * DAY for n in range(-1, 3)]
    assert [in_force(listing, day) for day in days] == [False, True, True, False]
    assert [check(listing.entity, day).is_hit for day in days] == [False, True, True, False]


@pytest.mark.parametrize("ground", [ExitGround.REVOCATION, ExitGround.DISPUTE])
def test_a_wrong_listing_leaves_the_register_too(ground: ExitGround) -> None:
    listing = ListingFactory(listed=True)
    services.leave_listing(listing=listing, ground=ground, reason="撤销", by=OFFICE, at=NOW)

    assert not in_force(listing)
    assert CreditRecord.objects.get(pk=listing.record_id).withdrawn_at == NOW


def test_a_repair_is_decided_in_the_register_first() -> None:
    listing = ListingFactory(listed=True)
    repair = {"ground": ExitGround.REPAIR, "reason": "已修复", "by": OFFICE, "at": NOW}
    with pytest.raises(Refused):
        services.leave_listing(listing=listing, **repair)

    CreditRecord.objects.filter(pk=listing.record_id).update(repaired_at=NOW)
    assert not in_force(listing)
    assert services.leave_listing(listing=listing, **repair).exit_ground == ExitGround.REPAIR


def test_a_serious_listing_is_inspected_strictly_a_praise_not() -> None:
    treatments = {
        name: treatment_for(ListingFactory(listed=True, **traits).entity, TODAY)
        for name, traits in (("serious", {}), ("focus", {"focus": True}), ("red", {"red": True}))
    }
    tiers = {name: found.inspection.tier.value for name, found in treatments.items()}

    assert tiers == {
        "serious": InspectionTier.STRICT,
        "focus": InspectionTier.RAISED,
        "red": InspectionTier.REDUCED,
    }
    assert treatments["focus"].label.text == "重点关注对象"
    assert len(treatments["serious"].listings) == 1


# --- Who sees it ---------------------------------------------------------------------------------


def test_who_sees_a_case() -> None:
    case = ListingFactory()
    own_business = Viewer(ViewerKind.ENTITY, usccs=frozenset({case.entity.uscc}))
    keeper = viewer_of(UserFactory(agency=case.agency))

    def sees(viewer: Viewer) -> bool:
        return Listing.objects.visible_to(viewer).filter(pk=case.pk).exists()

    viewers = (keeper, viewer_of(UserFactory()), own_business, PUBLIC_VIEWER)
    assert [sees(viewer) for viewer in viewers] == [True, False, False, False]
    services.notify_listing(listing=case, by=OFFICE, at=NOW)
    assert sees(own_business)


def test_the_public_sees_what_the_law_publishes() -> None:
    shown = ListingFactory(listed=True)
    for traits in ({"focus": True, "listed": True}, {"decided": True}, {"exited": True}):
        ListingFactory(**traits)

    assert Listing.objects.published(TODAY).get() == shown
    assert policy.pack_in_force(TODAY).lists.notice_before.value
