"""The decision: what it corrects, revokes, ends and restores; who may not make it."""

import pytest

from commitments.choices import Status
from commitments.models import Commitment
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from disputes import services
from disputes.choices import DisputeStatus, Outcome
from disputes.events import DisputeDecided
from disputes.letters import letter_pdf
from disputes.models import Dispute
from disputes.services import FieldDecision, effects
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.services import correct_fact, record_fact, repair_fact, withdraw_fact
from grading.choices import AssessmentSource
from grading.services import record_assessment, withdraw_assessment
from grading.services.assessments import Result
from repair.choices import ItemStatus
from repair.models import RepairItem
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.measures.choices import EndGround, MeasureStatus
from supervision.models import Listing, Measure
from supervision.services import initiate_measure, leave_listing, restore_measure
from tests.disputes.deciding import decide, verified
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.disputes import (
    contested_record,
    dispute_in,
    filed,
    rejected,
    upheld,
)
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.grading import ExternalAssessmentFactory, GradeFactory
from tests.factories.repair import item_alone
from tests.factories.supervision import ListingFactory, MeasureFactory
from tests.supervision.measured import draft

pytestmark = pytest.mark.django_db
S = DisputeStatus


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[DisputeDecided]:
    told: list[DisputeDecided] = []
    monkeypatch.setattr("disputes.services.decision.publish", told.append)
    return told


def test_a_wrong_record_is_revoked_and_everything_ends(events) -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record, responded=True)
    dispute = verified(record)

    dispute = decide(dispute, upheld(dispute))

    record = CreditRecord.objects.get(pk=record.pk)
    assert record.withdrawn_at == NOW
    assert dispute.number in record.withdrawal_reason
    assert not record.dispute_marks.open().exists()
    measure = Measure.objects.get(pk=measure.pk)
    assert (measure.status, measure.end_ground, measure.end_reference) == (
        MeasureStatus.ENDED, EndGround.DISPUTE, dispute.number
    )  # fmt: skip
    assert measure.suspensions.get().until_on == TODAY
    assert (dispute.outcome, dispute.deadline.closed_at) == (Outcome.UPHELD, None)
    assert Dispute.objects.get().deadline.closed_at == NOW
    assert events == [DisputeDecided(dispute.pk, True)]
    assert AuditEntry.objects.filter(act="disputes.decide_dispute").count() == 1
    told = Message.objects.filter(key__contains=":decided:")
    assert {bool(row.uscc) for row in told} == {True, False}


def test_no_officer_restores_a_measure_meanwhile_and_a_new_one_rests() -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)
    filed(record)
    officer = UserFactory(agency=measure.initiator)
    with pytest.raises(Refused, match="办结后自动恢复"):
        restore_measure(suspension=measure.suspensions.get(), reason="恢复执行", by=officer, at=NOW)
    new = initiate_measure(
        entity=record.entity, draft=draft(record), initiator=officer.agency, by=officer, at=NOW
    )
    with pytest.raises(Refused, match="办结后自动恢复"):
        restore_measure(suspension=new.suspensions.get(), reason="恢复", by=officer, at=NOW)
    assert not Measure.objects.in_force(TODAY).exists()


def test_a_rejected_one_restores_the_measures(events) -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)
    dispute = verified(record)

    dispute = decide(dispute, rejected(dispute))

    assert CreditRecord.objects.standing().filter(pk=record.pk).exists()
    assert not record.dispute_marks.open().exists()
    assert Measure.objects.in_force(TODAY).get() == measure
    assert dispute.outcome == Outcome.REJECTED
    assert events == [DisputeDecided(dispute.pk, False)]


def test_single_fields_are_corrected(events) -> None:
    record = contested_record(kind=RecordKind.CONTRACT, details={"amount": 12, "reason": "逾期"})
    dispute = verified(
        record, ("decided_on", "2026-08-01"), ("level", "轻微"), ("details.amount", "10.5"),
        ("title", "另一事项"),
    )  # fmt: skip
    decisions = upheld(dispute, decided_on="2026-08-02") | {
        "title": FieldDecision("title", False, "与决定书一致")
    }

    dispute = decide(dispute, decisions)

    new = dispute.corrected_record
    assert CreditRecord.objects.get(pk=record.pk).replaced_by == new
    assert (str(new.decided_on), new.level, new.title) == ("2026-08-02", "minor", record.title)
    assert new.details == {"amount": 10.5, "reason": "逾期"}
    assert dispute.outcome == Outcome.PARTLY
    assert AuditEntry.objects.filter(act="entities.correct_fact").count() == 1


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [(("decided_on", "2026-08-01"), "去年"), (("level", "轻微"), "很轻"),
     (("title", "另一事项"), "　"), (("title", "另一事项"), "长" * 600),
     (("decided_on", "2026-08-01"), "0001-01-01"), (("valid_until", "2027-08-01"), "9999-12-31"),
     (("details.amount", "1"), "1e99999999"), (("details.amount", "1"), "NaN")],
)  # fmt: skip
def test_a_value_that_is_none_is_not_taken(claim: tuple[str, str], wrong: str) -> None:
    record = contested_record(kind=RecordKind.CONTRACT, details={"amount": 12, "reason": "逾期"})
    dispute = verified(record, claim)
    if not wrong.strip():
        dispute.fields.update(claimed=" ")
    with pytest.raises(Invalid):
        decide(dispute, upheld(dispute, **{claim[0]: wrong}))
    assert Dispute.objects.get().status == S.VERIFIED
    assert CreditRecord.objects.standing().get() == record


def test_every_field_is_decided_with_reasons() -> None:
    dispute = verified(contested_record(), ("title", "甲"), ("decided_on", "2026-08-01"))
    decisions = upheld(dispute)
    with pytest.raises(Invalid, match="作出日期"):
        decide(dispute, {"title": decisions["title"]})
    with pytest.raises(Invalid, match="事项"):
        decide(dispute, decisions | {"title": FieldDecision("title", True, " ")})


def test_a_listing_is_left() -> None:
    listing = ListingFactory(listed=True)
    measure = MeasureFactory(entity=listing.entity, record=listing.record)
    dispute = verified(listing, ("whole", "应当移出"))

    decide(dispute, upheld(dispute))

    after = Listing.objects.get()
    assert (after.status, after.exit_reference) == (ListingStatus.EXITED, dispute.number)
    assert CreditRecord.objects.get(pk=listing.record_id).withdrawn_at == NOW
    assert Measure.objects.get(pk=measure.pk).status == MeasureStatus.ENDED


def test_a_listing_that_was_left_by_repair_meanwhile_was_wrong_all_the_same() -> None:
    listing = ListingFactory(listed=True)
    dispute = verified(listing, ("whole", "应当移出"))
    repair_fact(record=listing.record, reference="澄修1号", by=effects.PROCEDURE, at=NOW)
    leave_listing(
        listing=listing, ground=ExitGround.REPAIR, reason="已修复", by=effects.PROCEDURE, at=NOW
    )

    decide(dispute, upheld(dispute))

    after = Listing.objects.get()
    assert (after.status, after.exit_ground) == (ListingStatus.EXITED, ExitGround.REPAIR)
    assert CreditRecord.objects.get(pk=listing.record_id).withdrawn_at == NOW


def test_a_refused_repair_is_granted_after_all(settings) -> None:
    settings.PORTAL_DEFAULT_PACK = "national_2026"
    item = item_alone(ItemStatus.REFUSED)
    dispute = verified(item, ("whole", "应准予修复"))
    assert (dispute.repair, dispute.agency) == (item, item.part.agency)
    with pytest.raises(NotAllowed, match="回避"):
        decide(dispute, upheld(dispute), by=item.decided_by)

    decide(dispute, upheld(dispute))

    after = RepairItem.objects.get(pk=item.pk)
    assert (after.status, after.upheld_number) == (ItemStatus.GRANTED, dispute.number)
    assert after.record.repaired_at == NOW


def test_a_result_from_outside_found_wrong_is_withdrawn() -> None:
    maker = UserFactory()
    found = Result(
        source=AssessmentSource.INDUSTRY, domain="道路运输", period="2026Q3", grade="E",
        assessed_on=TODAY,
    )  # fmt: skip
    result = record_assessment(entity=EntityFactory(), result=found, by=maker, at=NOW)
    dispute = verified(result, ("grade", "应为B级"))
    assert dispute.agency == maker.agency
    with pytest.raises(NotAllowed, match="回避"):
        decide(dispute, upheld(dispute), by=maker)

    dispute = decide(dispute, upheld(dispute), by=UserFactory(agency=maker.agency))

    result.refresh_from_db()
    assert (result.withdrawn_at, dispute.number in result.withdrawal_reason) == (NOW, True)
    assert dispute.fields.get().corrected == "予以撤回"
    assert AuditEntry.objects.filter(act="grading.withdraw_assessment").count() == 1
    assert Message.objects.filter(uscc=result.entity.uscc, text__contains="已撤回").exists()


def test_a_result_withdrawn_by_its_source_meanwhile() -> None:
    result = ExternalAssessmentFactory()
    dispute = verified(result, ("grade", "应为A级"))
    withdraw_assessment(
        assessment=result, reason="自行纠正", by=UserFactory(agency=result.reported_by), at=NOW
    )
    assert decide(dispute, upheld(dispute)).outcome == Outcome.UPHELD
    result.refresh_from_db()
    assert result.withdrawal_reason == "自行纠正"


@pytest.mark.parametrize("is_corrected", [False, True])
def test_with_the_record_of_a_breach_its_recognition_is_taken_back(is_corrected: bool) -> None:
    record = contested_record(kind=RecordKind.COMMITMENT_BREACH, details={"fulfilment": "3"})
    commitment = CommitmentFactory(
        entity=record.entity, agency=record.reported_by, not_fulfilled=True, outcome_record=record
    )
    if is_corrected:
        record = correct_fact(
            record=record, changes={"title": "新"}, reason="异议成立", by=UserFactory(), at=NOW
        )
    dispute = verified(record)
    decide(dispute, upheld(dispute))
    assert Commitment.objects.get(pk=commitment.pk).status == Status.REGISTERED
    assert CreditRecord.objects.get(pk=record.pk).withdrawn_at == NOW


@pytest.mark.parametrize("state", [{}, {"fulfilled": True}])
def test_with_the_record_of_a_commitment_it_is_voided(state: dict) -> None:
    record = contested_record(kind=RecordKind.COMMITMENT)
    commitment = CommitmentFactory(
        entity=record.entity, agency=record.reported_by, record=record, **state
    )
    dispute = verified(record)
    decide(dispute, upheld(dispute))
    assert Commitment.objects.get(pk=commitment.pk).status == Status.VOIDED
    assert CreditRecord.objects.get(pk=record.pk).withdrawn_at == NOW


def test_only_a_refusal_of_repair_is_contested() -> None:
    with pytest.raises(Refused):
        filed(item_alone(ItemStatus.GRANTED))


def test_a_record_withdrawn_by_its_source_meanwhile() -> None:
    record = contested_record()
    dispute = verified(record)
    withdraw_fact(record=record, reason="自行纠正", by=UserFactory(), at=NOW)
    decide(dispute, upheld(dispute))
    assert CreditRecord.objects.get(pk=record.pk).withdrawal_reason == "自行纠正"


def test_who_recorded_it_does_not_decide() -> None:
    agency = AgencyFactory()
    recorder = UserFactory(agency=agency)
    record = record_fact(
        entity=EntityFactory(), kind=RecordKind.PENALTY, title="处罚", decided_on=TODAY,
        authority_name="局", key=["1"], reported_by=agency, by=recorder, at=NOW,
    )  # fmt: skip
    dispute = verified(record)
    with pytest.raises(NotAllowed, match="回避"):
        decide(dispute, upheld(dispute), by=recorder)
    assert Dispute.objects.get().status == S.VERIFIED
    decide(dispute, upheld(dispute))


@pytest.mark.parametrize("maker", ["proposed_by", "decided_by"])
def test_who_listed_it_does_not_decide(maker: str) -> None:
    agency = AgencyFactory()
    officer = UserFactory(agency=agency)
    listing = ListingFactory(listed=True, agency=agency, **{maker: officer})
    dispute = verified(listing)
    with pytest.raises(NotAllowed, match="回避"):
        decide(dispute, rejected(dispute), by=officer)


def test_who_started_the_run_does_not_decide_about_its_grade() -> None:
    starter = UserFactory(lead_officer=True)
    grade = GradeFactory(run__started_by=starter)
    dispute = filed(grade, ("grade", "应为A级"))
    second = UserFactory(agency=dispute.agency, role="lead_officer")
    dispute = services.accept_dispute(dispute=dispute, by=starter, at=NOW)
    dispute = services.verify_dispute(dispute=dispute, finding="已复算", by=starter, at=NOW)
    with pytest.raises(NotAllowed, match="回避"):
        decide(dispute, rejected(dispute), by=starter)
    decide(dispute, rejected(dispute), by=second)


def test_another_agency_does_not_handle_it() -> None:
    dispute = filed()
    with pytest.raises(NotAllowed):
        services.accept_dispute(dispute=dispute, by=UserFactory(), at=NOW)


def test_the_letter_is_the_same_when_printed_again() -> None:
    dispute = dispute_in(S.DECIDED)
    first = letter_pdf(dispute.answer)
    dispute.entity.name = "改名后的公司"
    dispute.entity.save()
    again = Dispute.objects.get(pk=dispute.pk)
    assert letter_pdf(again.answer) == first
    assert first.startswith(b"%PDF")
