"""Opening, stopping, extending, closing and recounting deadlines.

Called down by the acts of the procedures, which keep the audit entry; only the recount after a new
holiday notice is an act of its own.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from credit_portal.audit import services as audit
from credit_portal.deadlines.events import DeadlineMoved
from credit_portal.deadlines.models import Deadline, DeadlinePause
from credit_portal.policy.schema.clause import Clause, Workdays
from credit_portal.policy.selectors import work_calendar
from credit_portal.shared import workdays
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import save_with_history
from credit_portal.shared.workdays import WorkCalendar


def open_deadline(
    *, rule: str, label: str, length: Clause[Workdays], received_on: date, agency: Agency,
    subject: str, by: Actor, at: datetime, url: str = "", handler: User | None = None,
    waits_for_others: bool = False,
) -> Deadline:  # fmt: skip
    """Start a period on the day of receipt, which is not counted (民法典 201).

    Args:
        rule: key of the pack's catalogue of deadlines, e.g. ``"objection_close"``.
        length: the clause that says how many working days.
        subject, url: what is waited for and where it is done, for lists and reminders; a case
            without a number gets its page by ``name_page``.
        waits_for_others: the business or the public has to act, not the agency.
    """
    deadline = Deadline(
        rule=rule, label=label, basis=length.basis, subject=subject[:200], url=url, agency=agency,
        handler=handler, started_on=received_on, days=int(length.value), opened_at=at,
        waits_for_others=waits_for_others,
    )  # fmt: skip
    _count(deadline, work_calendar())
    save_with_history(deadline, by=by, at=at)
    return deadline


def name_page(*, deadline: Deadline, url: str) -> None:
    """Where it is done, of a case that is stored after its first period began."""
    Deadline.objects.filter(pk=deadline.pk).update(url=url)
    deadline.url = url


def close_deadline(*, deadline: Deadline, by: Actor, at: datetime) -> None:
    """The step is done, in time or late; a second time changes nothing. A pause ends with it."""
    deadline = _locked(deadline)
    if not deadline.is_open:
        return
    deadline.pauses.filter(until_on=None).update(until_on=timezone.localdate(at))
    deadline.closed_at = at
    save_with_history(deadline, by=by, at=at)


def hand_over_deadline(
    *, deadline: Deadline, agency: Agency, handler: User | None, by: Actor, at: datetime
) -> None:
    """Another office or officer has to keep it; the last day stays."""
    deadline = _locked(deadline)
    deadline.agency, deadline.handler = agency, handler
    save_with_history(deadline, by=by, at=at)


def pause_deadline(*, deadline: Deadline, reason: str, by: Actor, at: datetime) -> None:
    """Stop the clock from today on.

    Raises:
        Refused: it is closed, or stands still already.
    """
    reason = required(reason, "reason", "中止事由")
    deadline = _locked(deadline)
    if not deadline.is_open or deadline.pauses.filter(until_on=None).exists():
        raise Refused("deadline_not_running", "该期限已经办结或者已中止计时。")
    DeadlinePause.objects.create(deadline=deadline, reason=reason, from_on=timezone.localdate(at))
    save_with_history(deadline, by=by, at=at, reason=f"中止计时：{reason}")


def resume_deadline(*, deadline: Deadline, by: Actor, at: datetime) -> None:
    """Let the clock go on with today.

    Raises:
        Refused: it does not stand still.
    """
    deadline = _locked(deadline)
    if not deadline.pauses.filter(until_on=None).update(until_on=timezone.localdate(at)):
        raise Refused("deadline_not_paused", "该期限没有中止计时。")
    _count(deadline, work_calendar())
    save_with_history(deadline, by=by, at=at, reason="恢复计时")


def extend_deadline(*, deadline: Deadline, days: int, reason: str, by: Actor, at: datetime) -> None:
    """Give more working days, once and before the last day is over.

    Raises:
        Refused: it is closed, late or was extended before.
        Invalid: no reason, or no days.
    """
    reason = required(reason, "reason", "延长理由")
    deadline = _locked(deadline)
    if days <= 0:
        raise Invalid("no_days", "延长天数应为正数。", {"days": "应为正数"})
    if not deadline.is_open or deadline.extra_days or deadline.is_late(timezone.localdate(at)):
        raise Refused("cannot_extend", "期限已办结、已逾期或者已经延长过一次，不能再延长。")
    deadline.extra_days, deadline.extension_reason = days, reason
    _count(deadline, work_calendar())
    save_with_history(deadline, by=by, at=at, reason=reason)


@transaction.atomic
def recount_deadlines(*, cause: str, by: Actor, at: datetime) -> int:
    """Count every open deadline again by the calendar as it stands now; safe to run twice.

    Returns:
        How many have another last day, or are no longer (or newly) provisional.
    """
    calendar, moved = work_calendar(), 0
    for deadline in Deadline.objects.open().select_for_update().order_by("pk"):
        before = (deadline.due_on, deadline.is_provisional)
        _count(deadline, calendar)
        if before == (deadline.due_on, deadline.is_provisional):
            continue
        audit.save_and_record(
            deadline, act="deadlines.recount_deadline", by=by, at=at, reason=cause,
            before={"due_on": str(before[0]), "is_provisional": before[1]},
            after={"due_on": str(deadline.due_on), "is_provisional": deadline.is_provisional},
        )  # fmt: skip
        publish(DeadlineMoved(deadline.pk, before[0], deadline.due_on))
        moved += 1
    return moved


def count_of(deadline: Deadline) -> workdays.Deadline:
    """The day-by-day count, with pauses and extension."""
    return _counted(deadline, work_calendar())


def _count(deadline: Deadline, calendar: WorkCalendar) -> None:
    counted = _counted(deadline, calendar)
    deadline.due_on, deadline.is_provisional = counted.date, counted.provisional


def _counted(deadline: Deadline, calendar: WorkCalendar) -> workdays.Deadline:
    """An open pause is not counted yet: it moves the last day when it ends."""
    pauses = list(deadline.pauses.all()) if deadline.pk else []
    ended = [(pause.from_on, pause.until_on) for pause in pauses if pause.until_on]
    length = deadline.days + deadline.extra_days
    return workdays.add_workdays(deadline.started_on, length, calendar, ended)


def _locked(deadline: Deadline) -> Deadline:
    return Deadline.objects.select_for_update().get(pk=deadline.pk)
