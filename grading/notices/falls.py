"""Until when a fall to D or E is to be handled."""

from datetime import datetime

from django.utils import timezone

from credit_portal.shared.workdays import Deadline, WorkCalendar, add_workdays


def handle_by(sent_at: datetime, days: int, calendar: WorkCalendar) -> Deadline:
    """The last day for the supervisor; the day of the message is not counted."""
    return add_workdays(timezone.localdate(sent_at), days, calendar)
