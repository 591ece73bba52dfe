"""Measures: initiated by one agency, answered by another, ended with a reason."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.services import close_deadline, name_page, open_deadline
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import required
from credit_portal.shared.history import user_of
from entities.models import Entity
from supervision.measures.choices import EndGround, Target
from supervision.models import Measure
from supervision.permissions import DECIDING_ROLES
from supervision.services.measure_drafts import (
    MeasureDraft,
    check_draft,
    check_record,
    item_values,
)
from supervision.services.steps import day_of, locked, step
from supervision.services.suspensions import keep_clock, own_measure, suspend_if_doubtful


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
            counted_as=draft.counted_as,
            ban_field=draft.ban_field, ban_trigger=draft.ban_trigger,
            target=Target.LINKED_PERSON if draft.person else Target.ORGANISATION,
            initiator=initiator, executor=draft.executor, from_on=draft.from_on,
            until_on=draft.until_on, initiated_by=user_of(by), initiated_at=at,
        )  # fmt: skip
        measure.response_deadline = _clock(measure, "measure_respond", by, at)
        save_measure(measure, "initiate_measure", by, at)
        name_page(deadline=measure.response_deadline, url=url_of(measure))
        suspend_if_doubtful(measure, at)
    return measure


def respond_to_measure(*, measure: Measure, response: str, by: Actor, at: datetime) -> Measure:
    """The executing agency takes it on (响应).

    Raises:
        Refused: it does not wait for an answer.
        NotAllowed: another agency executes it, or one without business rights.
        Invalid: nothing is said.
    """
    response = required(response, "response", "响应意见")
    with transaction.atomic():
        measure = _executed(measure, by)
        step(measure, "respond")
        measure.responded_at, measure.response = at, response
        close_deadline(deadline=measure.response_deadline, by=by, at=at)
        measure.feedback_deadline = _clock(measure, "measure_feedback", by, at)
        save_measure(measure, "respond_to_measure", by, at, response)
        keep_clock(measure, by, at)
    return measure


def feed_back_measure(*, measure: Measure, feedback: str, by: Actor, at: datetime) -> Measure:
    """The executing agency reports what it did (反馈).

    Raises:
        Refused: it was not taken on, or is over.
        NotAllowed: another agency executes it, or one without business rights.
        Invalid: nothing is said.
    """
    feedback = required(feedback, "feedback", "执行情况")
    with transaction.atomic():
        measure = _executed(measure, by)
        step(measure, "feed_back")
        measure.fed_back_at, measure.feedback = at, feedback
        _close_clocks(measure, by, at)
        save_measure(measure, "feed_back_measure", by, at, feedback)
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
        measure = own_measure(measure, by)
        step(measure, "end")
        _close_clocks(measure, by, at)
        measure.ended_on, measure.end_reason = day_of(at), reason
        measure.end_ground, measure.end_reference = ground, reference
        save_measure(measure, "end_measure", by, at, reason)
    return measure


def _executed(measure: Measure, by: Actor) -> Measure:
    """The measure, locked, for an officer of the agency that executes it."""
    require_role(by, BUSINESS_ROLES)
    measure = locked(measure, "entity", "executor")
    require_agency(by, measure.executor)
    return measure


def url_of(measure: Measure) -> str:
    return reverse("supervision:measure", args=[measure.pk])


def _clock(measure: Measure, rule: str, by: Actor, at: datetime) -> Deadline:
    """The period in which the executing agency answers next."""
    said = pack_in_force(day_of(at)).measures
    label, length = {
        "measure_respond": ("惩戒措施响应", said.respond_days),
        "measure_feedback": ("惩戒措施执行反馈", said.feedback_days),
    }[rule]
    return open_deadline(
        rule=rule, label=label, length=length, received_on=day_of(at), agency=measure.executor,
        subject=str(measure), url=url_of(measure) if measure.pk else "", by=by, at=at,
    )  # fmt: skip


def _close_clocks(measure: Measure, by: Actor, at: datetime) -> None:
    """No answer is waited for any more."""
    for deadline in (measure.response_deadline, measure.feedback_deadline):
        if deadline:
            close_deadline(deadline=deadline, by=by, at=at)


def save_measure(measure: Measure, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        measure, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "status": measure.status, "item": measure.item_code, "edition": measure.edition,
            "uscc": measure.entity.uscc, "from": measure.from_on.isoformat(),
            "until": measure.until_on.isoformat() if measure.until_on else None,
        },
    )  # fmt: skip
