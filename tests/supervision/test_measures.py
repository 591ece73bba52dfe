"""Measures: bounded by the national list, carried by a record, in force by dates alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.choices import Convenience
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.choices import PersonRole, RecordKind
from entities.services import withdraw_fact
from supervision import services
from supervision.measures.choices import EndGround, MeasureStatus, Nature, SuspensionCause
from supervision.models import Measure, MeasureSuspension
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.supervision import MEASURE_STATES, EntityPersonFactory, MeasureFactory
from tests.supervision.measured import LEAD, draft, in_force, initiate

pytestmark = pytest.mark.django_db

S = MeasureStatus
DAY = timedelta(days=1)


def test_a_measure_keeps_item_edition_basis_and_deadline() -> None:
    measure = initiate(CreditRecordFactory())

    assert (measure.item_name, measure.edition) == ("限制申请财政性资金项目", "2024年版")
    assert measure.response_deadline.due_on == date(2026, 11, 25)  # three workdays
    assert in_force(measure)
    assert [entry.act for entry in AuditEntry.objects.all()] == ["supervision.initiate_measure"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("item_code", {"item_code": "M99"}),
        ("item_code", {"item_code": ""}),
        ("legal_basis", {"legal_basis": " "}),
        ("content", {"content": ""}),
        ("conveniences", {"conveniences": (Convenience.AWARDS,)}),
        ("conveniences", {"conveniences": ()}),
        ("from_on", {"from_on": TODAY - DAY}),
        ("until_on", {"until_on": TODAY - DAY}),
        ("until_on", {"until_on": date(9999, 12, 31)}),
        ("from_on", {"from_on": date(9999, 12, 31)}),
    ],
)
def test_what_the_list_or_the_days_do_not_allow(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        initiate(CreditRecordFactory(), **changes)

    assert field in refused.value.fields
    assert not Measure.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "record",
    [
        {"withdrawn": True},
        {"repaired": True},
        {"valid_until": TODAY - DAY},
        {"kind": RecordKind.HONOUR, "level": ""},
    ],
    ids=str,
)
def test_a_record_that_carries_no_restriction(record: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        initiate(CreditRecordFactory(**record))


def test_a_record_of_another_business_carries_nothing() -> None:
    record = CreditRecordFactory()

    with pytest.raises(Refused):
        services.initiate_measure(
            entity=EntityFactory(), draft=draft(record), initiator=AgencyFactory(), by=LEAD, at=NOW
        )


def test_an_officer_rests_a_measure_on_what_he_may_see_alone() -> None:
    officer, record = UserFactory(), CreditRecordFactory(authorised=True)
    decide = {"entity": record.entity, "draft": draft(record), "at": NOW}

    with pytest.raises(NotVisible):
        services.initiate_measure(**decide, initiator=officer.agency, by=officer)
    lead = UserFactory(lead_officer=True)
    assert services.initiate_measure(**decide, initiator=lead.agency, by=lead).record == record


@pytest.mark.parametrize("role", ["window_officer", "town_officer", "auditor", "enterprise"])
def test_a_measure_is_decided_by_the_offices_that_may(role: str) -> None:
    user, measure = UserFactory(**{role: True}), MeasureFactory()
    suspension = suspend(measure)
    acts = [
        lambda: services.initiate_measure(
            entity=measure.entity, draft=draft(measure.record), initiator=measure.initiator,
            by=user, at=NOW,
        ),
        lambda: suspend(measure, "异议2", by=user),
        lambda: services.restore_measure(suspension=suspension, reason="否", by=user, at=NOW),
        lambda: services.end_measure(measure=measure, reason="履行", by=user, at=NOW),
    ]  # fmt: skip

    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert MeasureSuspension.objects.get().until_on is None


def test_only_the_agency_that_decided_suspends_and_restores() -> None:
    measure, stranger = MeasureFactory(), UserFactory()
    own = UserFactory(agency=measure.initiator)
    with pytest.raises(NotAllowed):
        suspend(measure, by=stranger)
    suspension = suspend(measure, by=own)

    with pytest.raises(NotAllowed):
        services.restore_measure(suspension=suspension, reason="否", by=stranger, at=NOW)
    services.restore_measure(suspension=suspension, reason="异议不成立", by=own, at=NOW)
    assert in_force(measure)


def test_the_portal_ends_a_measure_on_a_case() -> None:
    measure = services.end_measure(
        measure=MeasureFactory(), ground=EndGround.REPAIR, reference="修复1", reason="已经修复",
        by=LEAD, at=NOW,
    )  # fmt: skip

    assert (measure.end_ground, measure.end_reference) == (EndGround.REPAIR, "修复1")
    assert not in_force(measure)


def test_an_incentive_rests_on_a_good_record_and_names_what_it_grants() -> None:
    honour = CreditRecordFactory(kind=RecordKind.HONOUR, level="")
    granted = {"nature": Nature.INCENTIVE, "item_code": ""}

    measure = initiate(honour, conveniences=(Convenience.GREEN_CHANNEL,), **granted)

    assert (measure.item_name, measure.convenience_labels) == ("守信激励", "绿色通道")
    with pytest.raises(Refused):
        initiate(CreditRecordFactory(), conveniences=(Convenience.GREEN_CHANNEL,), **granted)


def test_a_measure_is_counted_as_the_document_says_only(monkeypatch) -> None:
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("supervision.services.measures.pack_in_force", lambda on: pack)

    made = initiate(CreditRecordFactory(), counted_as="限制享受税收优惠")
    assert made.counted_as == "限制享受税收优惠"
    with pytest.raises(Invalid) as refused:
        initiate(CreditRecordFactory(), counted_as="限制消费")
    assert "counted_as" in refused.value.fields


def test_measures_on_persons_are_for_those_the_pack_names(monkeypatch) -> None:
    person = EntityPersonFactory(role=PersonRole.CONTROLLER)
    record = CreditRecordFactory(entity=person.entity)
    assert initiate(record, person=person).person == person

    pack = pack_by_code("jiangxi", TODAY)
    linked = replace(pack.measures.linked_persons, value=("法定代表人",))
    pack = replace(pack, measures=replace(pack.measures, linked_persons=linked))
    monkeypatch.setattr("supervision.services.measures.pack_in_force", lambda on: pack)
    with pytest.raises(Invalid) as refused:
        initiate(record, person=person)
    assert "person" in refused.value.fields


# --- The loop ------------------------------------------------------------------------------------

SERVICES: dict[str, tuple[Callable[..., Any], dict[str, str]]] = {
    "respond": (services.respond_to_measure, {"response": "已受理"}),
    "feed_back": (services.feed_back_measure, {"feedback": "已停止拨付"}),
    "uphold": (services.uphold_measure, {"reason": "仍应当执行"}),
    "end": (services.end_measure, {"reason": "已履行义务"}),
}
EXPECTED = {
    "respond": {S.INITIATED: S.RESPONDED},
    "feed_back": {S.RESPONDED: S.FED_BACK},
    "uphold": {S.INITIATED: S.INITIATED, S.RESPONDED: S.RESPONDED, S.FED_BACK: S.FED_BACK},
    "end": {S.INITIATED: S.ENDED, S.RESPONDED: S.ENDED, S.FED_BACK: S.ENDED},
}


def ready_for(act: str, **traits: Any) -> Measure:
    """One that waits for a step of its initiator, or of its executor."""
    measure: Measure = MeasureFactory(corrected=act == "uphold", **traits)
    return measure


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in Measure().get_all_status_transitions()}

    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(act: str, state: MeasureStatus) -> None:
    measure = ready_for(act, **MEASURE_STATES[state])
    service, values = SERVICES[act]
    before = Measure.objects.filter(pk=measure.pk).values().get()
    target = EXPECTED[act].get(state)

    if target is None:
        with pytest.raises(Refused):
            service(measure=measure, by=LEAD, at=NOW, **values)
        assert Measure.objects.filter(pk=measure.pk).values().get() == before
        assert not AuditEntry.objects.exists()
    else:
        service(measure=measure, by=LEAD, at=NOW, **values)
        assert Measure.objects.get(pk=measure.pk).status == target
        assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("act", SERVICES)
def test_each_step_belongs_to_its_agency(act: str) -> None:
    measure = ready_for(act, responded=act == "feed_back")
    turn, other = measure.executor, measure.initiator
    if act in ("uphold", "end"):
        turn, other = other, turn
    service, values = SERVICES[act]

    with pytest.raises(NotAllowed):
        service(measure=measure, by=UserFactory(agency=other), at=NOW, **values)
    with pytest.raises(NotAllowed):
        service(measure=measure, by=UserFactory(enterprise=True), at=NOW, **values)
    service(measure=measure, by=UserFactory(agency=turn), at=NOW, **values)


@pytest.mark.parametrize("act", SERVICES)
def test_each_step_says_something(act: str) -> None:
    measure = ready_for(act, responded=act == "feed_back")
    service, values = SERVICES[act]

    with pytest.raises(Invalid):
        service(measure=measure, by=LEAD, at=NOW, **dict.fromkeys(values, " "))


def test_of_two_officers_the_second_is_told() -> None:
    measure = MeasureFactory()
    seen_by_both = Measure.objects.get(pk=measure.pk)
    services.respond_to_measure(measure=measure, response="已受理", by=LEAD, at=NOW)

    with pytest.raises(Refused, match="刷新"):
        services.respond_to_measure(measure=seen_by_both, response="收到", by=LEAD, at=NOW)


def test_a_reason_may_be_as_long_as_its_form() -> None:
    reason = "理" * 500
    services.end_measure(measure=MeasureFactory(), reason=reason, by=LEAD, at=NOW)
    assert Measure.history.filter(history_change_reason=reason).count() == 1


def test_in_force_follows_from_dates_without_any_job() -> None:
    measure = MeasureFactory(from_on=TODAY, until_on=TODAY + DAY)

    days = [TODAY + n * DAY for n in range(-1, 3)]
    assert [in_force(measure, day) for day in days] == [False, True, True, False]


def test_an_ended_measure_holds_until_the_day_before() -> None:
    measure = MeasureFactory(from_on=TODAY - 5 * DAY)
    services.end_measure(measure=measure, reason="已履行", by=LEAD, at=NOW)

    assert in_force(measure, TODAY - DAY)
    assert not in_force(measure)


def test_a_withdrawn_record_carries_its_measure_no_longer() -> None:
    measure = MeasureFactory()
    withdraw_fact(record=measure.record, reason="处罚决定被撤销", by=LEAD, at=NOW)

    assert in_force(measure, TODAY - DAY)
    assert not in_force(measure)


def suspend(measure: Measure, reference: str = "异议1", by: Any = LEAD) -> MeasureSuspension:
    return services.suspend_measure(
        measure=measure, cause=SuspensionCause.DISPUTE, reference=reference,
        reason="核实期间暂不执行", by=by, at=NOW,
    )  # fmt: skip


def test_a_suspension_is_an_interval() -> None:
    measure = MeasureFactory(from_on=TODAY - 5 * DAY)
    suspension = suspend(measure)
    services.restore_measure(suspension=suspension, reason="异议不成立", by=LEAD, at=NOW + 3 * DAY)

    days = [TODAY + n * DAY for n in range(-1, 4)]
    assert [in_force(measure, day) for day in days] == [True, False, False, False, True]
    assert AuditEntry.objects.count() == 2


def test_a_measure_rests_until_the_last_cause_is_gone() -> None:
    measure = MeasureFactory()
    first, _second = suspend(measure), suspend(measure, "异议2")
    services.restore_measure(suspension=first, reason="异议不成立", by=LEAD, at=NOW)

    assert not in_force(measure)
    assert Measure.objects.suspended(TODAY).get() == measure


def test_suspending_and_restoring_twice_is_refused() -> None:
    measure = MeasureFactory()
    suspension = suspend(measure)
    with pytest.raises(Refused):
        suspend(measure)
    services.restore_measure(suspension=suspension, reason="异议不成立", by=LEAD, at=NOW)

    with pytest.raises(Refused):
        services.restore_measure(suspension=suspension, reason="再次", by=LEAD, at=NOW)
    assert AuditEntry.objects.count() == 2


def test_what_is_over_is_not_suspended() -> None:
    with pytest.raises(Refused):
        suspend(MeasureFactory(ended=True))


def test_who_sees_measures() -> None:
    measure = MeasureFactory()
    own = Viewer(ViewerKind.ENTITY, usccs=frozenset({measure.entity.uscc}))
    seen = [
        Measure.objects.visible_to(viewer).exists()
        for viewer in (viewer_of(UserFactory()), own, Viewer(ViewerKind.ENTITY), PUBLIC_VIEWER)
    ]

    assert seen == [True, True, False, False]
