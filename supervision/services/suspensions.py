"""Measures at rest: suspended for a cause, restored; the clock of the answer rests with them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.deadlines.services import pause_deadline, resume_deadline
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.errors import Refused, required
from entities.models import DisputeMark
from supervision.measures.choices import SuspensionCause
from supervision.models import Listing, Measure, MeasureSuspension
from supervision.permissions import DECIDING_ROLES
from supervision.services.steps import day_of, locked

DISPUTES, REVIEWS = SystemActor("异议处理"), SystemActor("名单复核")


def suspend_measure(
    *, measure: Measure, cause: SuspensionCause, reason: str, by: Actor, at: datetime,
    reference: str = "",
) -> MeasureSuspension:  # fmt: skip
    """Let it rest from today on until it is restored (江西 三十二: 核实期间暂不执行).

    One that begins later rests from its first day.

    Args:
        reference: the case that caused it; the same case suspends a measure once.

    Raises:
        Refused: it is over, or rests for this case already.
        NotAllowed: another agency initiated it, or the officer decides nothing.
        Invalid: no reason.
    """
    reason, today = required(reason, "reason", "暂停理由"), day_of(at)
    with transaction.atomic():
        measure = own_measure(measure, by)
        if not Measure.objects.lasting(today).filter(pk=measure.pk).exists():
            raise Refused("not_in_force", "该措施已经失效，无需暂停。")
        suspension = MeasureSuspension(
            measure=measure, cause=cause, reference=reference, reason=reason, from_on=today
        )
        try:
            with transaction.atomic():
                _save(suspension, "suspend_measure", by, at, reason)
        except IntegrityError as error:
            if "suspension_once_for_a_case" not in str(error):
                raise
            raise Refused("suspended_already", "该措施已因此事暂停，不必重复办理。") from error
        keep_clock(measure, by, at)
    return suspension


def restore_measure(
    *, suspension: MeasureSuspension, reason: str, by: Actor, at: datetime
) -> MeasureSuspension:
    """End an interval; the measure is back today unless another cause holds it.

    Raises:
        Refused: it is restored already, or the case for which it rests is open.
        NotAllowed: another agency initiated the measure, or the officer decides nothing.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "恢复理由")
    with transaction.atomic():
        suspension = locked(suspension, "measure__entity", "measure__initiator", "measure__record")
        require_initiator(suspension.measure, by)
        if suspension.until_on is not None:
            raise Refused("restored_already", "该措施已经恢复执行，不能重复办理。")
        if isinstance(by, User) and _ends_with_its_case(suspension):
            raise Refused("case_open", f"{suspension.reference}办结后自动恢复执行，不能提前恢复。")
        suspension.until_on, suspension.restore_reason = day_of(at), reason
        _save(suspension, "restore_measure", by, at, reason)
        keep_clock(suspension.measure, by, at)
    return suspension


def suspend_during_dispute(*, measure: Measure, reference: str, at: datetime) -> None:
    """Let a restriction rest while its record is contested, where the pack says so.

    By the procedure itself: the dispute may be another agency's.

    Args:
        reference: number of the dispute.
    """
    if measure.is_restriction and pack_in_force(day_of(at)).disputes.measures_suspended.value:
        suspend_measure(
            measure=measure, cause=SuspensionCause.DISPUTE, reference=reference,
            reason=f"异议{reference}核实期间暂不执行", by=DISPUTES, at=at,
        )  # fmt: skip


def suspend_during_review(*, measure: Measure, listing: Listing, at: datetime) -> None:
    """Let a measure on a list rest while its agency looks at what the listing rests on."""
    suspend_measure(
        measure=measure, cause=SuspensionCause.LISTING, reference=review_reference(listing),
        reason="名单所依据的信用记录已撤回或者更正，复核期间暂不执行", by=REVIEWS, at=at,
    )  # fmt: skip


def suspend_if_doubtful(measure: Measure, at: datetime) -> None:
    """A new measure rests at once on a record that is contested, on a list that rests on one, or
    that is under review."""
    bases = Listing.objects.filter(record=measure.record_id).values("basis")
    contested = Q(record=measure.record_id) | Q(record__in=bases)
    for mark in DisputeMark.objects.resting().filter(contested).order_by("pk"):
        suspend_during_dispute(measure=measure, reference=mark.reference, at=at)
    for listing in Listing.objects.under_review().filter(record=measure.record_id):
        suspend_during_review(measure=measure, listing=listing, at=at)


def review_reference(listing: Listing) -> str:
    """Names the review on the suspensions that it causes."""
    return f"名单认定{listing.pk}"


def keep_clock(measure: Measure, by: Actor, at: datetime) -> None:
    """The executing agency need not answer while the measure rests: suspended, or to be reviewed
    since what it rests on was withdrawn."""
    deadline = measure.deadline
    if deadline is None or not deadline.is_open:
        return
    rests = measure.record.withdrawn_at is not None or measure.suspensions.open().exists()
    if rests and not deadline.is_paused:
        pause_deadline(deadline=deadline, reason="措施暂停执行", by=by, at=at)
    elif deadline.is_paused and not rests:
        resume_deadline(deadline=deadline, by=by, at=at)


def _ends_with_its_case(suspension: MeasureSuspension) -> bool:
    """Whether it rests for a dispute or a review of the list that is not decided."""
    match suspension.cause:
        case SuspensionCause.DISPUTE:
            return DisputeMark.objects.open().filter(reference=suspension.reference).exists()
        case SuspensionCause.LISTING:
            record = suspension.measure.record_id
            return Listing.objects.under_review().filter(record=record).exists()
    return False


def own_measure(measure: Measure, by: Actor) -> Measure:
    """The measure, locked, for an officer who may decide about it."""
    measure = locked(measure, "entity", "initiator")
    require_initiator(measure, by)
    return measure


def require_initiator(measure: Measure, by: Actor) -> None:
    require_role(by, DECIDING_ROLES)
    require_agency(by, measure.initiator)


def _save(suspension: MeasureSuspension, act: str, by: Actor, at: datetime, reason: str) -> None:
    audit.save_and_record(
        suspension, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "measure": suspension.measure_id, "cause": suspension.cause,
            "reference": suspension.reference, "from": suspension.from_on.isoformat(),
            "until": suspension.until_on.isoformat() if suspension.until_on else None,
        },
    )  # fmt: skip
