"""Measures: initiated by one agency, answered by another, ended with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.policy.choices import Convenience, MeasureFamily
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.procedures import MeasureItem
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity, EntityPerson
from supervision.measures.choices import Nature, SuspensionCause, Target
from supervision.models import Measure, MeasureSuspension
from supervision.services.steps import (
    day_of,
    locked,
    require_agency,
    require_deciding,
    step,
    workdays_after,
)

# Facts that speak against a business although no level of dishonesty is kept with them.
ADVERSE_KINDS = frozenset({RecordKind.ABNORMAL, RecordKind.JUDGMENT_DEBT})
INCENTIVE_NAME = "守信激励"


@dataclass(frozen=True, kw_only=True)
class MeasureDraft:
    """What is decided about a business, on what, by whom, and who is to carry it out.

    Attributes:
        item_code: the item of the national list; empty for an incentive.
        conveniences: what is refused, within what the item may refuse; or what is granted.
        ban_field, ban_trigger: of a ban (市场和行业禁入), as the pack names them.
    """

    nature: Nature
    record: CreditRecord
    legal_basis: str
    content: str
    executor: Agency
    from_on: date
    until_on: date | None = None
    item_code: str = ""
    conveniences: tuple[Convenience, ...] = ()
    person: EntityPerson | None = None
    ban_field: str = ""
    ban_trigger: str = ""


def initiate_measure(
    *, entity: Entity, draft: MeasureDraft, initiator: Agency, by: Actor, at: datetime
) -> Measure:
    """Decide a measure and hand it to the executing agency (淮安区 四(三): 发起).

    Raises:
        Invalid: outside the national list, without a legal basis, or with days that do not fit.
        Refused: the record does not carry it.
        NotAllowed: the officer belongs to another agency.
    """
    pack = pack_in_force(day_of(at))
    require_agency(initiator, by)
    legal_basis = required(draft.legal_basis, "legal_basis", "法律依据（法律法规名称和条款）")
    content = required(draft.content, "content", "措施内容")
    _check_draft(entity, draft, pack, day_of(at))
    with transaction.atomic():
        _check_record(entity, draft, day_of(at))
        measure = Measure(
            entity=entity, nature=draft.nature, **_item_values(draft, pack),
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
        require_agency(measure.executor, by)
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
        require_agency(measure.executor, by)
        step(measure, "feed_back")
        measure.fed_back_at, measure.feedback = at, feedback
        _save(measure, "feed_back_measure", by, at, feedback)
    return measure


def end_measure(*, measure: Measure, reason: str, by: Actor, at: datetime) -> Measure:
    """Lift it before its day; from today on it is nowhere in force.

    Raises:
        Refused: it is ended already.
        NotAllowed: another agency initiated it.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "终止理由")
    with transaction.atomic():
        measure = locked(measure, "entity", "initiator")
        require_agency(measure.initiator, by)
        require_deciding(by)
        step(measure, "end")
        measure.ended_on, measure.end_reason = day_of(at), reason
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
        Invalid: no reason.
    """
    reason, today = required(reason, "reason", "暂停理由"), day_of(at)
    with transaction.atomic():
        measure = locked(measure, "entity")
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
        Refused: it is restored already.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "恢复理由")
    with transaction.atomic():
        suspension = locked(suspension, "measure__entity")
        if suspension.until_on is not None:
            raise Refused("restored_already", "该措施已经恢复执行，不能重复办理。")
        suspension.until_on, suspension.restore_reason = day_of(at), reason
        _save_suspension(suspension, "restore_measure", by, at, reason)
    return suspension


def _check_draft(entity: Entity, draft: MeasureDraft, pack: Pack, today: date) -> None:
    """What a form alone cannot know."""
    problems = {}
    if draft.from_on < today:
        problems["from_on"] = "起始日期不能早于今天。"
    if draft.until_on and draft.until_on < draft.from_on:
        problems["until_on"] = "截止日期不能早于起始日期。"
    allowed = _allowed_conveniences(draft, pack)
    if allowed is None:
        problems["item_code"] = f"不在{pack.measures.items.source}之内，不得实施。"
    elif surplus := set(draft.conveniences) - allowed:
        names = "、".join(sorted(str(code.label) for code in surplus))
        problems["conveniences"] = f"清单该项目不能限制{names}。"
    elif allowed and not draft.conveniences:
        problems["conveniences"] = "请写明限制或者给予哪些事项。"
    problems |= _ban_problems(draft, pack)
    if draft.person and draft.person.entity_id != entity.pk:
        problems["person"] = "该人员不是这家经营主体的相关责任人。"
    if problems:
        raise Invalid("measure_invalid", "；".join(problems.values()), problems)


def _ban_problems(draft: MeasureDraft, pack: Pack) -> dict[str, str]:
    """江阴 三(五), 江西 (二十二): fields and grounds are those of the pack, and so is for ever."""
    item, bans, problems = _item(draft.item_code, pack), pack.bans, {}
    if item is None or not item.is_ban:
        if draft.ban_field or draft.ban_trigger:
            problems["ban_field"] = "只有市场和行业禁入措施才写明禁入领域和情形。"
        return problems
    if draft.ban_field not in bans.fields.value:
        problems["ban_field"] = f"请在{bans.fields.basis}所列领域中选择禁入领域。"
    if draft.ban_trigger not in bans.triggers.value:
        problems["ban_trigger"] = f"请在{bans.triggers.basis}所列情形中选择禁入情形。"
    if draft.until_on is None and not bans.permanent_allowed.value:
        problems["until_on"] = f"不得永久禁入（{bans.permanent_allowed.basis}），请写明截止日期。"
    return problems


def _allowed_conveniences(draft: MeasureDraft, pack: Pack) -> set[Convenience] | None:
    """All that it may be about; ``None`` where the list has no such item."""
    if draft.nature == Nature.INCENTIVE:
        return None if draft.item_code else set(Convenience)
    item = _item(draft.item_code, pack)
    return set(item.bars) if item else None


def _item(code: str, pack: Pack) -> MeasureItem | None:
    return next((item for item in pack.measures.items.value if item.code == code), None)


def _item_values(draft: MeasureDraft, pack: Pack) -> dict[str, Any]:
    """The item as the list has it today, with the edition of the list."""
    item = _item(draft.item_code, pack)
    if item is None:
        return {"item_name": INCENTIVE_NAME, "edition": pack.edition}
    return {
        "item_code": item.code,
        "item_name": item.name,
        "family": MeasureFamily(item.family),
        "edition": pack.measures.edition.value,
        "key_supervision": item.key_supervision,
    }


def _check_record(entity: Entity, draft: MeasureDraft, today: date) -> None:
    """The record must be the business's own, hold today, and speak for such a measure."""
    record = CreditRecord.objects.select_for_update(of=("self",)).get(pk=draft.record.pk)
    is_adverse = bool(record.level) or record.kind in ADVERSE_KINDS
    if record.entity_id != entity.pk:
        raise Refused("other_record", "所依据的信用记录不属于该主体。")
    if record.withdrawn_at or record.repaired_at:
        raise Refused("record_gone", "所依据的信用记录已经撤回或者修复，不能据此采取措施。")
    if record.valid_until and record.valid_until < today:
        raise Refused("record_over", "所依据的信用记录有效期已过，不能据此采取措施。")
    if is_adverse != (draft.nature == Nature.RESTRICTION):
        raise Refused("record_unfit", "所依据的信用记录与措施的性质不符。")


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
