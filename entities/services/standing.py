"""What becomes of a fact that stays true: repaired, contested, or lifted for a time."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.events import publish
from entities.choices import FactChangeKind
from entities.events import FactContested, FactRepaired
from entities.models import CreditRecord, DisputeMark, TemporaryLift
from entities.services.facts import note_change


def repair_fact(*, record: CreditRecord, reference: str, by: Actor, at: datetime) -> CreditRecord:
    """End publication, sharing and counting of a fact that was put right (Order 36).

    Whether it may be repaired is for the caller to judge.

    Args:
        reference: number of the decision.

    Raises:
        Refused: it is withdrawn or repaired already.
    """
    with transaction.atomic():
        locked = _standing(record)
        if locked.repaired_at is not None:
            raise Refused("already_repaired", "该记录已经修复。")
        locked.repaired_at = at
        locked.save(update_fields=["repaired_at"])
        audit.record(
            by=by, act="entities.repair_fact", obj=locked, reason=reference,
            before={"repaired_at": None}, after={"repaired_at": at.isoformat()}, at=at,
        )  # fmt: skip
        note_change(locked, FactChangeKind.REPAIRED, reference, at)
        publish(FactRepaired(locked.pk, locked.entity_id))
    return locked


def mark_disputed(
    *, record: CreditRecord, reference: str, by: Actor, at: datetime, measures_rest: bool = True
) -> DisputeMark:
    """Show beside the record that it is contested.

    Args:
        reference: number of the dispute; each marks a record once.
        measures_rest: measures on the record are not executed as long as it is marked.

    Raises:
        Refused: it is withdrawn.
    """
    with transaction.atomic():
        locked = _standing(record)
        mark = DisputeMark.objects.create(
            record=locked, reference=reference, marked_at=at, measures_rest=measures_rest
        )
        audit.record(by=by, act="entities.mark_disputed", obj=locked, reason=reference, at=at)
        note_change(locked, FactChangeKind.DISPUTED, reference, at)
        publish(FactContested(locked.pk, locked.entity_id))
    return mark


def clear_dispute_mark(*, mark: DisputeMark, reason: str, by: Actor, at: datetime) -> DisputeMark:
    """The dispute is over, however it ended.

    Raises:
        Refused: the mark was taken off before.
    """
    with transaction.atomic():
        locked = DisputeMark.objects.select_for_update().get(pk=mark.pk)
        if locked.cleared_at is not None:
            raise Refused("mark_cleared", "该异议标注已经解除。")
        locked.cleared_at = at
        locked.save(update_fields=["cleared_at"])
        record = locked.record
        audit.record(by=by, act="entities.clear_dispute_mark", obj=record, reason=reason, at=at)
        note_change(record, FactChangeKind.CLEARED, reason, at)
        publish(FactContested(record.pk, record.entity_id))
    return locked


def lift_fact(
    *, record: CreditRecord, reference: str, until_on: date, by: Actor, at: datetime
) -> TemporaryLift:
    """Stop showing a record while a court-approved reorganisation is carried out.

    Args:
        reference: the court's decision.
        until_on: the day on which it is shown again, with no job run.

    Raises:
        Refused: it is withdrawn, repaired, or lifted already.
        Invalid: no decision is named, or the term is over.
    """
    reference, today = required(reference, "reference", "重整裁定"), timezone.localdate(at)
    if until_on <= today:
        raise Invalid("term_over", "截止日期应晚于今天。", {"until_on": "截止日期应晚于今天。"})
    with transaction.atomic():
        locked = _standing(record)
        if locked.repaired_at or locked.lifts.in_force(today).exists():
            raise Refused("not_to_lift", "该记录已经修复或者已暂时解除。")
        lift = TemporaryLift.objects.create(
            record=locked, reference=reference, from_on=today, until_on=until_on, recorded_at=at
        )
        audit.record(
            by=by, act="entities.lift_fact", obj=locked, reason=reference, at=at,
            after={"until_on": str(until_on)},
        )  # fmt: skip
        note_change(locked, FactChangeKind.LIFTED, reference, at)
    return lift


def end_lift(*, lift: TemporaryLift, reason: str, by: Actor, at: datetime) -> TemporaryLift:
    """The reorganisation failed: the record is shown again from today on.

    Raises:
        Refused: the lift is over.
        Invalid: no reason.
    """
    reason, today = required(reason, "reason", "终止理由"), timezone.localdate(at)
    with transaction.atomic():
        locked = TemporaryLift.objects.select_for_update().get(pk=lift.pk)
        if not locked.is_in_force(today):
            raise Refused("lift_over", "暂时解除已经结束。")
        locked.ended_on, locked.end_reason = today, reason
        locked.save(update_fields=["ended_on", "end_reason"])
        audit.record(by=by, act="entities.end_lift", obj=locked.record, reason=reason, at=at)
        note_change(locked.record, FactChangeKind.LIFT_ENDED, reason, at)
    return locked


def _standing(record: CreditRecord) -> CreditRecord:
    """The record as it stands now, locked."""
    locked = CreditRecord.objects.select_for_update().get(pk=record.pk)
    if locked.withdrawn_at is not None:
        raise Refused("already_withdrawn", "该记录已经撤回，不能再次操作。")
    return locked
