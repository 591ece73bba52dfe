"""人工调整: a grade set by two officers, with a reason and an end."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of
from credit_portal.shared.workdays import add_months
from entities.models import Entity
from grading.choices import CreditGrade
from grading.events import OverrideDecided
from grading.models import GradeOverride
from grading.permissions import OVERRIDING_ROLES


def propose_override(
    *, entity: Entity, grade: CreditGrade, reason: str, from_on: date, until_on: date,
    by: Actor, at: datetime,
) -> GradeOverride:  # fmt: skip
    """Put a grade forward; nothing changes before a second officer approves.

    Args:
        until_on: the first day on which the computed grade is back.

    Raises:
        NotAllowed: not an officer of the lead office.
        Invalid: no reason, or days that do not fit.
        Refused: a proposal for the business waits already.
    """
    require_role(by, OVERRIDING_ROLES)
    reason = required(reason, "reason", "调整理由")
    _check_days(from_on, until_on, timezone.localdate(at))
    with transaction.atomic():
        Entity.objects.select_for_update().get(pk=entity.pk)
        if entity.grade_overrides.proposed().exists():
            raise Refused("override_waits", "该主体已有一项待批准的人工调整，请先办理。")
        override = GradeOverride(
            entity=entity, grade=grade, reason=reason, from_on=from_on, until_on=until_on,
            proposed_by=user_of(by), proposed_at=at,
        )  # fmt: skip
        _save(override, "propose_override", by, at, reason)
    return override


def approve_override(*, override: GradeOverride, by: Actor, at: datetime) -> GradeOverride:
    """Let the grade count; the business is graded again at once.

    Raises:
        NotAllowed: not an officer of the lead office, or the one who proposed it.
        Refused: it does not wait, is over already, or meets another one of the business.
    """
    require_role(by, OVERRIDING_ROLES)
    try:
        with transaction.atomic():
            override = _locked(override)
            _step(override, "approve")
            _require_second_officer(override, by)
            if override.until_on <= timezone.localdate(at):
                raise Refused("override_over", "该调整的期限已过，不能再批准。")
            return _decide(override, "approve_override", by, at)
    except IntegrityError as error:
        if "override_one_at_a_time" not in str(error):
            raise
        raise Refused("override_overlaps", "该主体在此期间已有人工调整，期限不能重叠。") from error


def reject_override(
    *, override: GradeOverride, reason: str, by: Actor, at: datetime
) -> GradeOverride:
    """Turn a proposal down; the computed grade stays.

    Raises:
        NotAllowed: not an officer of the lead office, or the one who proposed it.
        Refused: it does not wait.
        Invalid: no reason.
    """
    require_role(by, OVERRIDING_ROLES)
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        override = _locked(override)
        _step(override, "reject")
        _require_second_officer(override, by)
        return _decide(override, "reject_override", by, at, reason)


def end_override(*, override: GradeOverride, reason: str, by: Actor, at: datetime) -> GradeOverride:
    """End it before its day; the computed grade is back at once.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it does not count, or its day is over.
        Invalid: no reason.
    """
    require_role(by, OVERRIDING_ROLES)
    reason = required(reason, "reason", "终止理由")
    with transaction.atomic():
        override = _locked(override)
        _step(override, "end")
        if override.until_on <= timezone.localdate(at):
            raise Refused("override_over", "该调整已经到期，无需终止。")
        override.ended_at = at
        _save(override, "end_override", by, at, reason)
        publish(OverrideDecided(override.pk, override.entity_id, str(override.status)))
    return override


def longest_override(on: date) -> int:
    """How many months a grade may stand by hand, by the pack in force."""
    return pack_in_force(on).grading.override_months.value


def _check_days(from_on: date, until_on: date, today: date) -> None:
    months = longest_override(today)
    field, sentence = "", ""
    if from_on < today:
        field, sentence = "from_on", "起始日期不能早于今天。"
    elif until_on <= from_on:
        field, sentence = "until_on", "截止日期必须晚于起始日期。"
    elif until_on > add_months(from_on, months):
        field, sentence = "until_on", f"人工调整最长 {months} 个月。"
    if sentence:
        raise Invalid("override_days", sentence, {field: sentence})


def _locked(override: GradeOverride) -> GradeOverride:
    rows = GradeOverride.objects.select_for_update(of=("self",)).select_related("entity")
    return rows.get(pk=override.pk)


def _step(override: GradeOverride, act: str) -> None:
    transition: Any = getattr(override, act)
    if not can_proceed(transition):
        raise Refused("wrong_state", f"该调整为“{override.get_status_display()}”，不能办理此事。")
    transition()


def _require_second_officer(override: GradeOverride, by: Actor) -> None:
    if by.actor_id == override.proposed_by_id:
        raise NotAllowed("second_officer", "人工调整须由提出人以外的人员决定。")


def _decide(
    override: GradeOverride, act: str, by: Actor, at: datetime, reason: str = ""
) -> GradeOverride:
    override.decided_by, override.decided_at = user_of(by), at
    _save(override, act, by, at, reason)
    publish(OverrideDecided(override.pk, override.entity_id, str(override.status)))
    return override


def _save(override: GradeOverride, act: str, by: Actor, at: datetime, reason: str) -> None:
    audit.save_and_record(
        override, act=f"grading.{act}", by=by, at=at, reason=reason,
        after={
            "grade": override.grade, "status": override.status,
            "from": override.from_on.isoformat(), "until": override.until_on.isoformat(),
        },
    )  # fmt: skip
