"""Which pack the deployment follows: put forward by one officer, approved by another."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.events import PackAssigned
from credit_portal.policy.guards import ask_guards
from credit_portal.policy.models import PackAssignment, PackVersion, PolicyPack
from credit_portal.policy.permissions import EDITORS
from credit_portal.policy.selectors import pack_by_code
from credit_portal.policy.services.versions import MONTHS_AHEAD
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import save_with_history, user_of
from credit_portal.shared.workdays import add_months


def propose_assignment(
    *, pack: PolicyPack, from_date: date, reason: str, by: Actor, at: datetime
) -> PackAssignment:
    """Put forward which pack shall be followed here; nothing changes before a second officer.

    Raises:
        NotAllowed: not an officer of the lead office.
        Invalid: no reason.
        Refused: the past or a later assignment would be changed, another proposal waits, or
            something else is asked for first.
    """
    require_role(by, EDITORS)
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        list(PolicyPack.objects.select_for_update().order_by("pk"))  # one proposal at a time
        if PackAssignment.objects.here().proposed().exists():
            raise Refused("assignment_waits", "已有一项待批准的指定，请先办理。")
        assignment = PackAssignment(
            region_code=settings.PORTAL_REGION_CODE, pack=pack, from_date=from_date, reason=reason,
            proposed_by=user_of(by), proposed_at=at,
        )  # fmt: skip
        _check_beginning(assignment, at)
        _save(assignment, "propose_assignment", by, at, reason)
    return assignment


def approve_assignment(
    *, assignment: PackAssignment, by: Actor, at: datetime, reason: str = ""
) -> PackAssignment:
    """Let the pack be followed; what was followed before ends the day before.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it does not wait, the officer put it forward, or as for a proposal.
    """
    require_role(by, EDITORS)
    with transaction.atomic():
        assignment = _locked(assignment)
        _step(assignment, "approve", "批准")
        _check_second_officer(assignment, by)
        _check_beginning(assignment, at)
        former = _end_former(assignment, by, at)
        _decide(assignment, "approve_assignment", by, at, reason.strip(), former)
        publish(PackAssigned(assignment.pack.code, assignment.from_date))
    return assignment


def reject_assignment(
    *, assignment: PackAssignment, reason: str, by: Actor, at: datetime
) -> PackAssignment:
    """Turn a proposal down; what is followed stays.

    Raises:
        NotAllowed: not an officer of the lead office.
        Invalid: no reason.
        Refused: it does not wait, or the officer put it forward.
    """
    require_role(by, EDITORS)
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        assignment = _locked(assignment)
        _step(assignment, "reject", "退回")
        _check_second_officer(assignment, by)
        _decide(assignment, "reject_assignment", by, at, reason)
    return assignment


def _locked(assignment: PackAssignment) -> PackAssignment:
    rows = PackAssignment.objects.select_for_update(of=("self", "pack")).select_related("pack")
    return rows.get(pk=assignment.pk)


def _step(assignment: PackAssignment, act: str, label: str) -> None:
    transition = getattr(assignment, act)
    if not can_proceed(transition):
        status = assignment.get_status_display()
        raise Refused("wrong_state", f"该指定为“{status}”，不能{label}。")
    transition()


def _check_second_officer(assignment: PackAssignment, by: Actor) -> None:
    if by.actor_id is not None and by.actor_id == assignment.proposed_by_id:
        raise Refused("same_officer", "适用政策包须由提出人以外的工作人员批准。")


def _check_beginning(assignment: PackAssignment, at: datetime) -> None:
    """Past days keep the rules by which they were decided; only the first may say what held."""
    start, today = assignment.from_date, timezone.localdate(at)
    known = PackAssignment.objects.here().approved()
    if known.exists() and start <= today:
        raise Refused("begins_in_past", "已指定过政策包，新的指定最早自明日起。")
    if start > (latest := add_months(today, MONTHS_AHEAD)):
        raise Refused("begins_too_late", f"起始日期不能晚于 {latest}，请核对年份是否有误。")
    if later := known.filter(from_date__gte=start).first():
        raise Refused("assigned_later", f"自 {later.from_date} 起已指定“{later.pack}”。")
    # Its later versions were approved while nobody followed it, and asked for nothing then.
    versions = PackVersion.objects.decided().filter(effective_from__gt=start)
    for day in (start, *versions.order_by().values_list("effective_from", flat=True).distinct()):
        ask_guards(pack_by_code(assignment.pack.code, day), day, at)


def _end_former(assignment: PackAssignment, by: Actor, at: datetime) -> PackAssignment | None:
    rows = PackAssignment.objects.select_for_update().here()
    former = rows.in_force(assignment.from_date).first()
    if former:
        former.to_date = assignment.from_date - timedelta(days=1)
        save_with_history(former, by=by, at=at, reason=assignment.reason)
    return former


def _decide(
    assignment: PackAssignment, act: str, by: Actor, at: datetime, reason: str,
    former: PackAssignment | None = None,
) -> None:  # fmt: skip
    assignment.decided_by, assignment.decided_at = user_of(by), at
    _save(assignment, act, by, at, reason, _facts(former) if former else None)


def _save(
    assignment: PackAssignment, act: str, by: Actor, at: datetime, reason: str,
    before: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    audit.save_and_record(
        assignment, act=f"policy.{act}", by=by, at=at, reason=reason, before=before,
        after=_facts(assignment),
    )  # fmt: skip


def _facts(assignment: PackAssignment) -> dict[str, Any]:
    return {
        "pack": assignment.pack.code,
        "from_date": assignment.from_date.isoformat(),
        "status": assignment.status,
    }
