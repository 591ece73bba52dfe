"""Orders to put something right, and interviews: each step an act, their failures facts."""

from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from entities.services import record_fact
from supervision.correction.choices import InterviewKind
from supervision.models import Interview, RectificationOrder
from supervision.services.steps import day_of, locked, require_agency, step, workdays_after

RELATED = ("entity", "agency")
C = TypeVar("C", RectificationOrder, Interview)


def order_rectification(
    *, entity: Entity, agency: Agency, number: str, matter: str, legal_basis: str, due_on: date,
    by: Actor, at: datetime,
) -> RectificationOrder:  # fmt: skip
    """Order something to be put right by a day.

    Raises:
        Invalid: something is not said, or the day is over.
        Refused: the agency has used the number.
        NotAllowed: the officer belongs to another agency.
    """
    require_agency(agency, by)
    if due_on <= day_of(at):
        sentence = "整改期限应当晚于今天。"
        raise Invalid("due_on_invalid", sentence, {"due_on": sentence})
    order = RectificationOrder(
        entity=entity, agency=agency, number=required(number, "number", "责令文书号"),
        matter=required(matter, "matter", "整改要求"), due_on=due_on,
        legal_basis=required(legal_basis, "legal_basis", "法律依据"),
        ordered_by=user_of(by), ordered_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            _save(order, "order_rectification", by, at)
    except IntegrityError as error:
        if "order_number_once" not in str(error):
            raise
        raise Refused("number_used", "该文书号已经使用，请核对。") from error
    return order


def report_rectification(
    *, order: RectificationOrder, report: str, by: Actor, at: datetime
) -> RectificationOrder:
    """Take down what the business put right.

    Raises:
        Refused: it is reported or done already.
        Invalid: nothing is said.
    """
    report = required(report, "report", "整改情况")
    with transaction.atomic():
        order = _own(order, by)
        step(order, "report_done")
        order.report, order.reported_at = report, at
        _save(order, "report_rectification", by, at)
    return order


def accept_rectification(
    *, order: RectificationOrder, finding: str, by: Actor, at: datetime
) -> RectificationOrder:
    """The agency has seen that it is right.

    Raises:
        Refused: nothing is reported.
        Invalid: nothing is said.
    """
    finding = required(finding, "finding", "验收意见")
    with transaction.atomic():
        order = _own(order, by)
        step(order, "accept")
        order.finding, order.done_at = finding, at
        _save(order, "accept_rectification", by, at, finding)
    return order


def send_back_rectification(
    *, order: RectificationOrder, finding: str, by: Actor, at: datetime
) -> RectificationOrder:
    """Not right yet; the day of the order stays.

    Raises:
        Refused: nothing is reported.
        Invalid: nothing is said.
    """
    finding = required(finding, "finding", "退回意见")
    with transaction.atomic():
        order = _own(order, by)
        step(order, "send_back")
        order.finding = finding
        _save(order, "send_back_rectification", by, at, finding)
    return order


def find_rectification_overdue(
    *, order: RectificationOrder, reason: str, by: Actor, at: datetime
) -> RectificationOrder:
    """Find that it was not done by its day: the fact counts, and an interview may follow.

    Raises:
        Refused: there is still time, or something was reported.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "认定理由")
    with transaction.atomic():
        order = _own(order, by)
        if order.due_on >= day_of(at):
            raise Refused("still_time", f"整改期限至{order.due_on:%Y年%m月%d日}，尚未逾期。")
        step(order, "find_overdue")
        order.record = order.record or _fact(
            order, RecordKind.RECTIFICATION, order.matter, order.number,
            {"rectification_result": "逾期未完成", "reason": reason}, by, at,
        )  # fmt: skip
        _save(order, "find_rectification_overdue", by, at, reason)
    return order


def summon_interview(
    *, entity: Entity, agency: Agency, kind: InterviewKind, reason: str, meets_on: date,
    place: str, by: Actor, at: datetime, order: RectificationOrder | None = None,
) -> Interview:  # fmt: skip
    """Summon a business to an interview, as many working days ahead as the pack says.

    Raises:
        Invalid: something is not said, the day is too near, or the order is another's.
        NotAllowed: the officer belongs to another agency.
    """
    require_agency(agency, by)
    said = pack_in_force(day_of(at)).interviews
    earliest = workdays_after(at, said.summons_days.value)
    if meets_on < earliest:
        sentence = f"应当提前{said.summons_days.value}个工作日通知，最早为{earliest:%Y年%m月%d日}。"
        raise Invalid("meets_on_invalid", sentence, {"meets_on": sentence})
    if order and order.entity_id != entity.pk:
        raise Invalid("other_order", "所选整改不属于该主体。", {"order": "请重新选择。"})
    name = said.warning_name if kind == InterviewKind.WARNING else said.reminder_name
    with transaction.atomic():
        interview = Interview(
            entity=entity, agency=agency, order=order, kind=kind, name=name.value,
            reason=required(reason, "reason", "约谈事由"),
            place=required(place, "place", "约谈地点"), meets_on=meets_on,
            summoned_by=user_of(by), summoned_at=at,
        )  # fmt: skip
        _save(interview, "summon_interview", by, at)
    return interview


def hold_interview(
    *, interview: Interview, attendee: str, minutes: str, by: Actor, at: datetime
) -> Interview:
    """Take down who came and what was said; the record is due within the days of the pack.

    Raises:
        Refused: its day has not come, or it is over.
        Invalid: nobody or nothing is named.
    """
    attendee = required(attendee, "attendee", "参加人")
    minutes = required(minutes, "minutes", "约谈记录")
    days = pack_in_force(day_of(at)).interviews.filing_days.value
    with transaction.atomic():
        interview = _own(interview, by)
        _require_day(interview, at)
        step(interview, "hold")
        interview.attendee, interview.minutes, interview.held_at = attendee, minutes, at
        interview.file_by = workdays_after(at, days)
        _save(interview, "hold_interview", by, at)
    return interview


def file_interview(*, interview: Interview, by: Actor, at: datetime) -> Interview:
    """Hand the record in; a warning stands in the register, a reminder does not.

    Raises:
        Refused: it was not held, or is handed in already.
    """
    with transaction.atomic():
        interview = _own(interview, by)
        step(interview, "file")
        interview.filed_at = at
        if interview.kind == InterviewKind.WARNING:
            interview.record = _interview_fact(interview, "已约谈", by, at)
        _save(interview, "file_interview", by, at)
    return interview


def find_interview_absent(
    *, interview: Interview, reason: str, by: Actor, at: datetime
) -> Interview:
    """Nobody came and nobody gave a reason: a fact of the register.

    Raises:
        Refused: its day has not come, or it is over.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "情况说明")
    with transaction.atomic():
        interview = _own(interview, by)
        _require_day(interview, at)
        step(interview, "find_absent")
        interview.record = _interview_fact(interview, "无故缺席", by, at)
        _save(interview, "find_interview_absent", by, at, reason)
    return interview


def cancel_interview(*, interview: Interview, reason: str, by: Actor, at: datetime) -> Interview:
    """Call it off.

    Raises:
        Refused: it is over.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "取消理由")
    with transaction.atomic():
        interview = _own(interview, by)
        step(interview, "cancel")
        _save(interview, "cancel_interview", by, at, reason)
    return interview


def _own(case: C, by: Actor) -> C:
    """The case, locked, for an officer whose agency keeps it."""
    case = locked(case, *RELATED)
    require_agency(case.agency, by)
    return case


def _require_day(interview: Interview, at: datetime) -> None:
    if interview.meets_on > day_of(at):
        raise Refused("not_yet", f"约谈日期为{interview.meets_on:%Y年%m月%d日}，尚未到期。")


def _interview_fact(interview: Interview, result: str, by: Actor, at: datetime) -> CreditRecord:
    details = {"interview_result": result, "reason": interview.reason}
    number = f"{interview.name}{interview.pk}"
    return _fact(interview, RecordKind.INTERVIEW, interview.reason, number, details, by, at)


def _fact(
    case: RectificationOrder | Interview, kind: RecordKind, title: str, number: str,
    details: dict[str, str], by: Actor, at: datetime,
) -> CreditRecord:  # fmt: skip
    return record_fact(
        entity=case.entity, kind=kind, title=title[:500], document_number=number,
        authority_name=case.agency.name, authority_code=case.agency.uscc,
        decided_on=day_of(at), details=details,
        key=[case.agency.code, number, str(case.pk)], reported_by=case.agency, by=by, at=at,
    )  # fmt: skip


def _save(
    case: RectificationOrder | Interview, act: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    audit.save_and_record(
        case, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={"status": case.status, "uscc": case.entity.uscc},
    )  # fmt: skip
