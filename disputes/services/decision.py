"""The decision: field by field, by an officer who did not make what is contested; its delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commitments.models import Commitment
from commitments.services import revoke_recognition, void_commitment
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of
from disputes import rules
from disputes.choices import Outcome
from disputes.events import DisputeDecided
from disputes.letters import answer_data
from disputes.models import Dispute, DisputedField
from disputes.services import effects
from disputes.services.steps import close_clocks, own_case, save, tell_business, tell_office
from disputes.services.teams import require_other_decider
from disputes.targets import changes_of, name_of
from entities.models import CreditRecord
from entities.services import correct_fact, withdraw_fact
from grading.models import ExternalAssessment
from grading.services import withdraw_assessment
from repair.models import RepairItem
from repair.services import grant_contested_item
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.models import Listing
from supervision.services import leave_listing
from supervision.services.steps import step

# What is done about a target that is wrong as such; a grade follows from the facts.
REMEDIES = {
    "record": "予以撤销", "listing": "移出名单", "repair": "准予修复", "grade": "重新评价",
    "assessment": "予以撤回",
}  # fmt: skip


@dataclass(frozen=True)
class FieldDecision:
    """What is decided of one field; ``corrected`` is empty for the value that was claimed."""

    field: str
    is_upheld: bool
    reasons: str
    corrected: str = ""


def decide_dispute(
    *, dispute: Dispute, decisions: Mapping[str, FieldDecision], decision: str, by: Actor,
    at: datetime,
) -> Dispute:  # fmt: skip
    """Decide every field; what was wrong is corrected or revoked at the same moment.

    Args:
        decisions: by field.
        decision: what is told to the applicant about the whole.

    Raises:
        NotAllowed: the officer made the contested record or decision, or decided before; or
            another agency handles it.
        Refused: it does not wait for a decision.
        Invalid: a field is not decided, has no reasons, or its corrected value cannot be taken.
    """
    decision = required(decision, "decision", "处理意见")
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "decide")
        require_other_decider(dispute, by, at)
        fields = list(dispute.fields.all())
        for field in fields:
            _decide_field(field, decisions.get(field.name))
        upheld = [field for field in fields if field.outcome == Outcome.UPHELD]
        dispute.outcome = rules.overall([field in upheld for field in fields])
        dispute.decision, dispute.decided_by, dispute.decided_at = decision, user_of(by), at
        if upheld:
            dispute.corrected_record = _put_right(dispute, upheld, by, at)
        dispute.answer = answer_data(dispute, fields, at)
        _finish(dispute, bool(upheld), by, at)
    return dispute


def close_dispute(*, dispute: Dispute, delivery: str, by: Actor, at: datetime) -> Dispute:
    """The answer has reached the business.

    Raises:
        Refused: nothing waits to be delivered.
        NotAllowed: another agency handles it.
        Invalid: nobody says how.
    """
    delivery = required(delivery, "delivery", "送达方式")
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "close")
        dispute.delivery, dispute.closed_at = delivery, at
        save(dispute, "close_dispute", by, at, delivery)
    return dispute


def _finish(dispute: Dispute, upheld: bool, by: Actor, at: datetime) -> None:
    outcome = Outcome(dispute.outcome)
    close_clocks(dispute, by, at)
    effects.end(dispute, at, upheld=upheld, why=str(outcome.label))
    save(dispute, "decide_dispute", by, at, dispute.decision)
    tell_business(dispute, "decided", str(outcome.label), dispute.decision, at)
    tell_office(dispute, "decided", f"异议已决定：{outcome.label}", dispute.decision, at)
    publish(DisputeDecided(dispute.pk, upheld))


def _decide_field(field: DisputedField, decided: FieldDecision | None) -> None:
    """Store what is decided of one field."""
    if decided is None or not decided.reasons.strip():
        raise Invalid("field_undecided", f"请逐项决定并写明理由：{field.label}。")
    field.outcome = Outcome.UPHELD if decided.is_upheld else Outcome.REJECTED
    field.reasons = decided.reasons.strip()
    if decided.is_upheld and field.is_whole:
        field.corrected = REMEDIES[name_of(field.dispute.target)]
    elif decided.is_upheld:
        field.corrected = decided.corrected.strip() or field.claimed
    field.save(update_fields=["outcome", "reasons", "corrected"])


def _put_right(
    dispute: Dispute, upheld: list[DisputedField], by: Actor, at: datetime
) -> CreditRecord | None:
    """Revoke or correct; returns the record that stands in place of a corrected one.

    A grade is computed from the facts: it is graded again when the decision is committed. In place
    of a result from outside its agency reports another one.
    """
    reason = f"异议{dispute.number}成立：{dispute.decision}"[:500]
    target = dispute.target
    if isinstance(target, Listing):
        _unlist(target, reason, dispute.number, at)
    if isinstance(target, ExternalAssessment) and not target.withdrawn_at:
        withdraw_assessment(assessment=target, reason=reason, by=effects.PROCEDURE, at=at)
    if isinstance(target, RepairItem):
        grant_contested_item(item=target, reason=reason, reference=dispute.number, by=by, at=at)
    if not isinstance(target, CreditRecord):
        return None
    record = target.standing_version
    if record is None:  # withdrawn by its source meanwhile
        return None
    if any(field.name == rules.WHOLE for field in upheld):
        _revoke(record, reason, by, at)
        return None
    changes = changes_of(record, [(row.name, row.label, row.corrected) for row in upheld])
    return correct_fact(record=record, changes=changes, reason=reason, by=by, at=at)


def _unlist(listing: Listing, reason: str, reference: str, at: datetime) -> None:
    """Off the list, and its record withdrawn also where it left otherwise meanwhile."""
    procedure = effects.PROCEDURE
    if listing.status == ListingStatus.LISTED:
        leave_listing(
            listing=listing, ground=ExitGround.DISPUTE, reason=reason, reference=reference,
            by=procedure, at=at,
        )  # fmt: skip
    elif listing.record and (record := listing.record.standing_version):
        withdraw_fact(record=record, reason=reason, by=procedure, at=at)


def _revoke(record: CreditRecord, reason: str, by: Actor, at: datetime) -> None:
    """Withdraw it, and with it the commitment or what was recognised of one."""
    procedure = effects.PROCEDURE
    versions = record.lineage
    if outcome := Commitment.objects.filter(outcome_record__in=versions).first():
        revoke_recognition(commitment=outcome, reason=reason, by=procedure, at=at)
    elif taken := Commitment.objects.accepted().filter(record__in=versions).first():
        if taken.recognised_on:
            revoke_recognition(commitment=taken, reason=reason, by=procedure, at=at)
        void_commitment(commitment=taken, reason=reason, by=procedure, at=at)
    else:
        withdraw_fact(record=record, reason=reason, by=by, at=at)
