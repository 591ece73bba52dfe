"""Reminders of deadlines: to the handler, then the head, then the lead office; each once.

The sweep reads the database as the truth and may come at any time, twice, or late: whoever should
have been told by now and was not is told now. A message is a row of the same transaction, and its
key names deadline, last day and stage, so that the database refuses a second one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.services import Recipient, heads_of, send_message
from credit_portal.policy.schema.procedures import Deadlines
from credit_portal.policy.selectors import pack_in_force, work_calendar
from credit_portal.shared.workdays import add_workdays, workdays_until


@dataclass(frozen=True)
class Alert:
    """One reminder that was sent."""

    deadline_id: int
    subject: str
    stage: str
    to: str
    due_on: date
    days_left: int


def send_alerts(*, at: datetime) -> list[Alert]:
    """Send what is due at ``at`` and was not sent before; safe to run twice and in two workers."""
    today, calendar = timezone.localdate(at), work_calendar()
    limits = pack_in_force(today).deadlines
    horizon = add_workdays(today, int(limits.remind_days_left.value), calendar).date
    rows = Deadline.objects.running().due_up_to(horizon).select_related("agency", "handler")
    sent: list[Alert] = []
    for deadline in rows:
        left = workdays_until(today, deadline.due_on, calendar)
        with transaction.atomic():
            sent += _sent(deadline, left, limits, at)
    return sent


def _sent(deadline: Deadline, left: int, limits: Deadlines, at: datetime) -> Iterator[Alert]:
    is_late = deadline.is_late(timezone.localdate(at))
    for stage, recipient in _told(deadline, left, limits, is_late=is_late):
        is_new = send_message(
            occasion=f"deadline:{deadline.pk}:{deadline.due_on}:{stage}", to=recipient,
            subject=f"{_words(deadline, left, is_late=is_late)}：{deadline.subject}",
            url=deadline.url, at=at,
            text=f"{deadline.label}截止日期为{deadline.due_on}（{deadline.agency.short_name}办理）。",
        )  # fmt: skip
        if is_new:
            yield Alert(deadline.pk, deadline.subject, stage, recipient.key, deadline.due_on, left)


def _told(
    deadline: Deadline, left: int, limits: Deadlines, *, is_late: bool
) -> Iterator[tuple[str, Recipient]]:
    """Who has to know by now; where others had to act, only that their time is over."""
    if deadline.waits_for_others and not is_late:
        return
    if left <= limits.remind_days_left.value:
        if deadline.handler and deadline.handler.is_active:
            yield "handler", Recipient(user=deadline.handler)
        else:
            yield "handler", Recipient(agency=deadline.agency)
    if deadline.waits_for_others:
        return
    if left <= limits.yellow_days_left.value:
        yield "head", heads_of(deadline.agency)
    if is_late:
        for office in Agency.objects.lead_offices():
            yield "lead_office", Recipient(agency=office)


def _words(deadline: Deadline, left: int, *, is_late: bool) -> str:
    """Late since the weekend began is late, by no working day yet."""
    if deadline.waits_for_others:
        return "期限已满，请办理下一步"
    if is_late:
        return f"已逾期{-left}个工作日" if left else "已逾期"
    return f"还剩{left}个工作日" if left else "今天到期"
