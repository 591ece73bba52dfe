"""Measures: initiated by one agency, answered by another, ended with a reason."""

from datetime import datetime

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import user_of
from entities.models import Entity
from supervision.measures.choices import EndGround, SuspensionCause, Target
from supervision.models import Measure, MeasureSuspension
from supervision.permissions import DECIDING_ROLES
from supervision.services.measure_drafts import (
    MeasureDraft,
    check_draft,
    check_record,
    item_values,
)
from supervision.services.steps import day_of, locked, require_agency, step, workdays_after


def initiate_measure(
    *, entity: Entity, draft: MeasureDraft, initiator: Agency, by: Actor, at: datetime
) -> Measure:
    """Decide a measure and hand it to the executing agency (淮安区 四(三): 发起).

    Raises:
        Invalid: outside the national list, without a legal basis, or with days that do not fit.
        Refused: the record does not carry it.
        NotAllowed: the officer belongs to another agency, or decides nothing.
        NotVisible: the officer may not see the record.
    """
    pack = pack_in_force(day_of(at))
    require_role(by, DECIDING_ROLES)
    require_agency(by, initiator)
    legal_basis = required(draft.legal_basis, "legal_basis", "法律依据（法律法规名称和条款）")
    content = required(draft.content, "content", "措施内容")
    check_draft(entity, draft, pack, day_of(at))
    with transaction.atomic():
        check_record(entity, draft, by, day_of(at))
        measure = Measure(
            entity=entity, nature=draft.nature, **item_values(draft, pack),
            conveniences=[code.value for code in draft.conveniences], content=content,
            legal_basis=legal_basis, record=draft.record, person=draft.person,
            ban_field=draft.ban_field, ban_trigger=draft.ban_trigger,
            target=Target.LINKED_PERSON if draft.person else Target.ORGANISATION,
            initiator=initiator, executor=draft.executor, from_on=draft.from_on,
            until_on=draft.until_on, initiated_by=user_of(by), initiated_at=at,
            respond_by=workdays_after(at, pack.measures.respond_days.value),
        )  # fmt: skip
        _save(measure, "initiate_measure", by, at)
    return measure


def respond_to_measure(*, measure: Measure, response: str, by: Actor, at: datetime) -> Measure:
    """The executing agency takes it on (响应).

    Raises:
        Refused: it does not wait for an answer.
        NotAllowed: another agency executes it.
        Invalid: nothing is said.
    """
    response = required(response, "response", "响应意见")
    days = pack_in_force(day_of(at)).measures.feedback_days.value
    with transaction.atomic():
        measure = locked(measure, "entity", "executor")
        require_agency(by, measure.executor)
        step(measure, "respond")
        measure.responded_at, measure.response = at, response
        measure.feedback_by = workdays_after(at, days)
        _save(measure, "respond_to_measure", by, at, response)
    return measure


def feed_back_measure(*, measure: Measure, feedback: str, by: Actor, at: datetime) -> Measure:
    """The executing agency reports what it did (反馈).

    Raises:
        Refused: it was not taken on, or is over.
        NotAllowed: another agency executes it.
        Invalid: nothing is said.
    """
    feedback = required(feedback, "feedback", "执行情况")
    with transaction.atomic():
        measure = locked(measure, "entity", "executor")
        require_agency(by, measure.executor)
        step(measure, "feed_back")
        measure.fed_back_at, measure.feedback = at, feedback
        _save(measure, "feed_back_measure", by, at, feedback)
    return measure


def end_measure(
    *, measure: Measure, reason: str, by: Actor, at: datetime,
    ground: EndGround = EndGround.DECISION, reference: str = "",
) -> Measure:  # fmt: skip
    """Lift it before its day; from today on it is nowhere in force.

    Args:
        reference: the case on which it ends, e.g. a repair or a dispute.

    Raises:
        Refused: it is ended already.
        NotAllowed: another agency initiated it, or the officer decides nothing.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "终止理由")
    with transaction.atomic():
        measure = _own(measure, by)
        step(measure, "end")
        measure.ended_on, measure.end_reason = day_of(at), reason
        measure.end_ground, measure.end_reference = ground, reference
        _save(measure, "end_measure", by, at, reason)
    return measure


def suspend_measure(
    *, measure: Measure, cause: SuspensionCause, reason: str, by: Actor, at: datetime,
    reference: str = "",
) -> MeasureSuspension:  # fmt: skip
    """Let it rest from today on until it is restored (江西 三十二: 核实期间暂不执行).

    Args:
        reference: the case that caused it; the same case suspends a measure once.

    Raises:
        Refused: it is over, or rests for this case already.
        NotAllowed: another agency initiated it, or the officer decides nothing.
        Invalid: no reason.
    """
    reason, today = required(reason, "reason", "暂停理由"), day_of(at)
    with transaction.atomic():
        measure = _own(measure, by)
        if not Measure.objects.within_term(today).filter(pk=measure.pk).exists():
            raise Refused("not_in_force", "该措施今天不在有效期内，无需暂停。")
        suspension = MeasureSuspension(
            measure=measure, cause=cause, reference=reference, reason=reason, from_on=today
        )
        try:
            with transaction.atomic():
                _save_suspension(suspension, "suspend_measure", by, at, reason)
        except IntegrityError as error:
            if "suspension_once_for_a_case" not in str(error):
                raise
            raise Refused("suspended_already", "该措施已因此事暂停，不必重复办理。") from error
    return suspension


def restore_measure(
    *, suspension: MeasureSuspension, reason: str, by: Actor, at: datetime
) -> MeasureSuspension:
    """End an interval; the measure is back today unless another cause holds it.

    Raises:
        Refused: it is restored already, or the dispute for which it rests is open.
        NotAllowed: another agency initiated the measure, or the officer decides nothing.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "恢复理由")
    with transaction.atomic():
        suspension = locked(suspension, "measure__entity", "measure__initiator")
        _require_initiator(suspension.measure, by)
        if suspension.until_on is not None:
            raise Refused("restored_already", "该措施已经恢复执行，不能重复办理。")
        if isinstance(by, User) and _is_contested(suspension):
            raise Refused(
                "contested", f"异议{suspension.reference}办结后自动恢复执行，不能提前恢复。"
            )
        suspension.until_on, suspension.restore_reason = day_of(at), reason
        _save_suspension(suspension, "restore_measure", by, at, reason)
    return suspension


def _is_contested(suspension: MeasureSuspension) -> bool:
    """Whether it rests for a dispute that is not decided (江西 三十二: 核实期间暂不执行)."""
    marks = suspension.measure.record.dispute_marks.open()
    is_for_dispute = suspension.cause == SuspensionCause.DISPUTE
    return is_for_dispute and marks.filter(reference=suspension.reference).exists()


def _own(measure: Measure, by: Actor) -> Measure:
    """The measure, locked, for an officer who may decide about it."""
    measure = locked(measure, "entity", "initiator")
    _require_initiator(measure, by)
    return measure


def _require_initiator(measure: Measure, by: Actor) -> None:
    require_role(by, DECIDING_ROLES)
    require_agency(by, measure.initiator)


def _save(measure: Measure, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        measure, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "status": measure.status, "item": measure.item_code, "edition": measure.edition,
            "uscc": measure.entity.uscc, "from": measure.from_on.isoformat(),
            "until": measure.until_on.isoformat() if measure.until_on else None,
        },
    )  # fmt: skip


def _save_suspension(
    suspension: MeasureSuspension, act: str, by: Actor, at: datetime, reason: str
) -> None:
    audit.save_and_record(
        suspension, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "measure": suspension.measure_id, "cause": suspension.cause,
            "reference": suspension.reference, "from": suspension.from_on.isoformat(),
            "until": suspension.until_on.isoformat() if suspension.until_on else None,
        },
    )  # fmt: skip
