"""Recognition: the fact it writes, who may not use the commitment system after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commitments import selectors, services
from commitments.choices import CommitmentKind, DisqualifyingEvent, RecheckFinding, Status
from commitments.models import Commitment
from commitments.services.outcome import Recognition
from credit_portal.policy.choices import DishonestyLevel
from credit_portal.policy.packaged import installed_pack
from credit_portal.shared.errors import Invalid, Refused
from entities.choices import RecordKind
from tests.factories.accounts import UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW, TODAY, EntityFactory

pytestmark = pytest.mark.django_db


def recognise(service, commitment: Commitment, **changes) -> Commitment:
    values = {
        "agency": commitment.agency, "on": TODAY, "evidence": "现场核查记录",
        "unfulfilled": "未达到许可条件", "liability": "撤销许可证", **changes,
    }  # fmt: skip
    return service(
        commitment=commitment,
        finding=Recognition(**values),
        by=UserFactory(lead_officer=True),
        at=NOW,
    )


@pytest.mark.parametrize(
    ("service", "kind", "code", "level"),
    [
        (services.fulfil_commitment, RecordKind.COMMITMENT_FULFILMENT, "1", ""),
        (services.record_partial_fulfilment, RecordKind.COMMITMENT_BREACH, "2", "minor"),
        (services.record_breach, RecordKind.COMMITMENT_BREACH, "3", "general"),
        (services.recognise_false, RecordKind.COMMITMENT_BREACH, "3", "general"),
    ],
)
def test_every_recognition_is_a_new_fact(service, kind: str, code: str, level: str) -> None:
    commitment = recognise(service, CommitmentFactory())
    record = commitment.outcome_record

    assert (record.kind, record.level) == (kind, level)
    assert record.details["fulfilment"] == code
    assert record.details["is_false"] is (service is services.recognise_false)
    assert record.decided_on == TODAY
    assert record.document_number == commitment.code


def test_a_breach_says_what_is_unfulfilled_and_what_follows() -> None:
    for field in ("unfulfilled", "liability", "evidence"):
        with pytest.raises(Invalid):
            recognise(services.record_breach, CommitmentFactory(), **{field: " "})


def test_a_recognition_is_not_dated_before_the_commitment_or_tomorrow() -> None:
    for day in (date(2026, 10, 11), TODAY + timedelta(days=1)):
        with pytest.raises(Invalid):
            recognise(services.record_breach, CommitmentFactory(), on=day)


def test_deferred_documents_must_be_in_before_it_counts_as_kept() -> None:
    commitment = CommitmentFactory(deferred=True)
    with pytest.raises(Refused, match="尚未"):
        recognise(services.fulfil_commitment, commitment)

    services.supplement_materials(
        commitment=commitment, supplied_on=date(2026, 11, 19), conforms=True, note="",
        by=UserFactory(lead_officer=True), at=NOW,
    )  # fmt: skip
    kept = recognise(services.fulfil_commitment, commitment)

    assert kept.outcome_record.details["in_time"] is True


def test_documents_that_do_not_conform_may_be_followed_by_others() -> None:
    commitment = CommitmentFactory(deferred=True)
    for conforms in (False, True):
        commitment = services.supplement_materials(
            commitment=commitment, supplied_on=TODAY, conforms=conforms, note="",
            by=UserFactory(lead_officer=True), at=NOW,
        )  # fmt: skip

    assert not commitment.awaits_documents


def test_untruth_that_comes_to_light_later_replaces_the_recognition() -> None:
    commitment = recognise(services.fulfil_commitment, CommitmentFactory())
    earlier = commitment.outcome_record
    untrue = recognise(services.recognise_false, commitment, evidence="材料系伪造" * 300)

    earlier.refresh_from_db()
    assert earlier.withdrawn_at == NOW
    assert "材料系伪造" in earlier.withdrawal_reason
    assert untrue.outcome_record != earlier
    assert untrue.disqualifying_event == DisqualifyingEvent.FALSE_COMMITMENT


def test_a_revoked_recognition_leaves_no_standing_fact() -> None:
    commitment = recognise(services.record_breach, CommitmentFactory())
    record = commitment.outcome_record
    services.revoke_recognition(
        commitment=commitment, reason="核查对象有误", by=UserFactory(lead_officer=True), at=NOW
    )

    record.refresh_from_db()
    commitment = Commitment.objects.get(pk=commitment.pk)
    assert record.withdrawal_reason == "核查对象有误"
    assert commitment.status == Status.REGISTERED
    assert commitment.unfulfilled_content == ""
    again = recognise(services.record_breach, commitment)
    assert again.outcome_record != record


@pytest.mark.parametrize(
    ("state", "event"),
    [
        ({"deferred": True}, DisqualifyingEvent.NOT_SUPPLIED_IN_TIME),  # due on the 25th
        ({"overdue": True}, DisqualifyingEvent.NOT_CONFORMING),  # nothing came
        ({"overdue": True}, DisqualifyingEvent.FALSE_COMMITMENT),  # an act of its own
        ({}, DisqualifyingEvent.NOT_CONFORMING),  # voluntary: nothing was applied for
    ],
)
@pytest.mark.parametrize("service", [services.record_breach, services.record_partial_fulfilment])
def test_an_event_that_does_not_fit_is_refused(service, state: dict, event: str) -> None:
    commitment = CommitmentFactory(**state)
    with pytest.raises(Invalid) as refused:
        recognise(service, commitment, event=event)
    assert "disqualifying_event" in refused.value.fields
    assert Commitment.objects.get().status == Status.REGISTERED


# --- Eligibility (江阴 三(一)) --------------------------------------------------------------------


@pytest.mark.parametrize("event", DisqualifyingEvent)
def test_each_event_ends_the_use_of_the_commitment_system(event: DisqualifyingEvent) -> None:
    is_false = event == DisqualifyingEvent.FALSE_COMMITMENT
    commitment = CommitmentFactory(kind=CommitmentKind.CERTIFICATE)
    service = services.recognise_false if is_false else services.record_breach
    recognise(service, commitment, event=event)
    eligibility = selectors.eligibility_for(commitment.entity, TODAY)

    assert not eligibility.allowed
    assert eligibility.reasons[0].event == event
    assert eligibility.reasons[0].sentence.endswith("依据：平台建议值")
    barred = {kind for kind in CommitmentKind if eligibility.obstacle(kind)}
    assert barred == {
        CommitmentKind.APPROVAL_REPLACING,
        CommitmentKind.DEFERRED_DOCUMENTS,
        CommitmentKind.CERTIFICATE,
    }


@pytest.mark.parametrize(
    ("code", "basis"),
    [("jiangyin", "澄信用发〔2020〕11号 三(一)"), ("yichun", "平台建议值")],
)
def test_levels_and_the_basis_of_a_refusal_come_from_the_pack(code: str, basis: str) -> None:
    policy = selectors.policy_of(installed_pack(code))

    assert policy.bar_clause == basis
    assert policy.breach_levels == {
        Status.PARTLY_FULFILLED: DishonestyLevel.MINOR,
        Status.NOT_FULFILLED: DishonestyLevel.GENERAL,
        Status.FALSE: DishonestyLevel.GENERAL,
    }


def test_a_barred_kind_is_refused_with_the_record_it_rests_on() -> None:
    broken = CommitmentFactory()
    recognise(services.recognise_false, broken)
    draft = CommitmentFactory(
        draft=True, entity=broken.entity, kind=CommitmentKind.APPROVAL_REPLACING
    )

    with pytest.raises(Refused, match="作出不实承诺") as refusal:
        services.register_commitment(commitment=draft, by=UserFactory(lead_officer=True), at=NOW)

    assert broken.matter in refusal.value.message
    assert Commitment.objects.get(pk=draft.pk).status == Status.DRAFT


def test_a_breach_without_event_bars_nothing() -> None:
    commitment = recognise(services.record_breach, CommitmentFactory())

    assert selectors.eligibility_for(commitment.entity, TODAY).allowed


def test_repair_and_withdrawal_open_it_again() -> None:
    commitment = recognise(services.recognise_false, CommitmentFactory())
    record = commitment.outcome_record
    record.repaired_at = NOW
    record.save(update_fields=["repaired_at"])

    assert selectors.eligibility_for(commitment.entity, TODAY).allowed


def test_the_pack_may_set_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    commitment = recognise(services.recognise_false, CommitmentFactory())
    policy = replace(selectors.commitment_policy(TODAY), bar_months=12)
    monkeypatch.setattr(selectors, "commitment_policy", lambda on: policy)
    end = date(2027, 11, 20)

    assert not selectors.eligibility_for(commitment.entity, end - timedelta(days=1)).allowed
    assert selectors.eligibility_for(commitment.entity, end).allowed


def test_what_the_officer_should_look_at_first() -> None:
    assert selectors.eligibility_for(EntityFactory(provisional=True), TODAY).warnings
    assert selectors.eligibility_for(EntityFactory(status="revoked"), TODAY).warnings
    assert selectors.eligibility_for(EntityFactory(deregistered=True), TODAY).refusal


# --- Watching -------------------------------------------------------------------------------------


def test_overdue_follows_from_the_dates() -> None:
    overdue = CommitmentFactory(overdue=True)
    CommitmentFactory(deferred=True)
    CommitmentFactory(overdue=True, supplemented_on=TODAY, supplement_conforms=True)
    late = CommitmentFactory(overdue=True, supplemented_on=TODAY, supplement_conforms=False)

    assert set(Commitment.objects.supplement_overdue(TODAY)) == {overdue, late}
    assert not Commitment.objects.supplement_overdue(date(2026, 11, 2)).exists()
    assert overdue.is_supplement_overdue(TODAY)


def test_recheck_is_due_by_the_pack_and_puts_off_the_next() -> None:
    commitment = CommitmentFactory(made_on=date(2025, 10, 12))
    CommitmentFactory()
    months = selectors.commitment_policy(TODAY).recheck_months

    assert list(Commitment.objects.recheck_due(TODAY, months)) == [commitment]
    services.recheck_commitment(
        commitment=commitment, checked_on=TODAY, finding=RecheckFinding.KEPT, note="核对无误",
        by=UserFactory(lead_officer=True), at=NOW,
    )  # fmt: skip
    assert not Commitment.objects.recheck_due(TODAY, months).exists()
