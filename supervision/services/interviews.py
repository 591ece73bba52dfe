"""Interviews: summoned in good time, confirmed, held, handed in; an absence is a fact."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.deadlines.services import close_deadline, open_deadline
from credit_portal.policy.services import pack_in_force, work_calendar
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.workdays import add_workdays
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from supervision.correction.choices import InterviewKind
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import Interview, RectificationOrder
from supervision.services.correction import case_fact, of_business, own_case, save_case
from supervision.services.steps import day_of, step, too_far


def summon_interview(
    *, entity: Entity, agency: Agency, kind: InterviewKind, reason: str, meets_on: date,
    place: str, by: Actor, at: datetime, order: RectificationOrder | None = None,
    starts_at: time | None = None,
) -> Interview:  # fmt: skip
    """Summon a business to an interview, as many working days ahead as the pack says.

    Raises:
        Invalid: something is not said, the day is too near, or the order is another's.
        NotAllowed: the officer belongs to another agency, or interviews nobody.
    """
    require_role(by, CORRECTING_ROLES)
    require_agency(by, agency)
    said = pack_in_force(day_of(at)).interviews
    _check_day(meets_on, said.summons_days.value, at)
    if order:
        _check_order(order, entity, agency, by)
    name = said.warning_name if kind == InterviewKind.WARNING else said.reminder_name
    with transaction.atomic():
        interview = Interview(
            entity=entity, agency=agency, order=order, kind=kind, name=name.value,
            reason=required(reason, "reason", "约谈事由"),
            place=required(place, "place", "约谈地点"), meets_on=meets_on,
            starts_at=starts_at,
            summoned_by=user_of(by), summoned_at=at,
        )  # fmt: skip
        save_case(interview, "summon_interview", by, at)
    return interview


def confirm_interview(
    *, interview: Interview, confirmation: str, by: Actor, at: datetime
) -> Interview:
    """The business says who will come, by itself or through an officer who takes the call.

    Raises:
        Refused: it is confirmed already, or over.
        NotVisible: somebody else's business.
        Invalid: nobody is named.
    """
    confirmation = required(confirmation, "confirmation", "参加人员")
    with transaction.atomic():
        interview = of_business(interview, by)
        step(interview, "confirm")
        interview.confirmation, interview.confirmed_at = confirmation, at
        save_case(interview, "confirm_interview", by, at)
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
    length = pack_in_force(day_of(at)).interviews.filing_days
    with transaction.atomic():
        interview = own_case(interview, by)
        _require_day(interview, at)
        step(interview, "hold")
        interview.attendee, interview.minutes, interview.held_at = attendee, minutes, at
        interview.filing_deadline = open_deadline(
            rule="interview_filing", label="约谈记录归集", length=length, received_on=day_of(at),
            agency=interview.agency, subject=f"{interview.name} {interview.entity.name}",
            url=reverse("supervision:interview", args=[interview.pk]), by=by, at=at,
        )  # fmt: skip
        save_case(interview, "hold_interview", by, at)
    return interview


def file_interview(*, interview: Interview, by: Actor, at: datetime) -> Interview:
    """Hand the record in: it stands in the register (淮安区 四(二), 江西 (十八)).

    A warning counts in the grade, a reminder does not (``entities.fact_types``).

    Raises:
        Refused: it was not held, or is handed in already.
    """
    with transaction.atomic():
        interview = own_case(interview, by)
        step(interview, "file")
        interview.filed_at = at
        if interview.filing_deadline:
            close_deadline(deadline=interview.filing_deadline, by=by, at=at)
        interview.record = _interview_fact(interview, "已约谈", by, at)
        save_case(interview, "file_interview", by, at)
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
        interview = own_case(interview, by)
        _require_day(interview, at)
        step(interview, "find_absent")
        interview.record = _interview_fact(interview, "无故缺席", by, at)
        save_case(interview, "find_interview_absent", by, at, reason)
    return interview


def cancel_interview(*, interview: Interview, reason: str, by: Actor, at: datetime) -> Interview:
    """Call it off.

    Raises:
        Refused: it is over.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "取消理由")
    with transaction.atomic():
        interview = own_case(interview, by)
        step(interview, "cancel")
        save_case(interview, "cancel_interview", by, at, reason)
    return interview


def _check_day(meets_on: date, days: int, at: datetime) -> None:
    earliest = add_workdays(day_of(at), days, work_calendar()).date
    sentence = too_far(meets_on)
    if meets_on < earliest:
        sentence = f"应当提前{days}个工作日通知，最早为{earliest:%Y年%m月%d日}。"
    if sentence:
        raise Invalid("meets_on_invalid", sentence, {"meets_on": sentence})


def _check_order(order: RectificationOrder, entity: Entity, agency: Agency, by: Actor) -> None:
    """谁认定、谁约谈: an order of the business that is the agency's own, or below the officer."""
    rows = RectificationOrder.objects.filter(pk=order.pk, entity=entity)
    own = rows.visible_to(viewer_of(by)) if isinstance(by, User) else rows.filter(agency=agency)
    if not own.exists():
        sentence = "所选整改不属于该主体，或者由其他单位责令。"
        raise Invalid("other_order", sentence, {"order": sentence})


def _require_day(interview: Interview, at: datetime) -> None:
    if interview.meets_on > day_of(at):
        raise Refused("not_yet", f"约谈日期为{interview.meets_on:%Y年%m月%d日}，尚未到期。")


def _interview_fact(interview: Interview, result: str, by: Actor, at: datetime) -> CreditRecord:
    details = {
        "interview_kind": interview.kind, "interview_result": result, "reason": interview.reason,
    }  # fmt: skip
    number = f"{interview.name}{interview.pk}"
    return case_fact(interview, RecordKind.INTERVIEW, interview.reason, number, details, by, at)
