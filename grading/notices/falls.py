"""Until when a fall to D or E is to be handled."""

from datetime import date, datetime

from django.utils import timezone

from credit_portal.shared.workdays import WorkCalendar, add_workdays

# 建议值, in no document: working days in which a supervisor looks after a business that fell.
HANDLING_WORKDAYS = 10


def handle_by(sent_at: datetime, calendar: WorkCalendar) -> date:
    """The last day for the supervisor; the day of the message is not counted."""
    return add_workdays(timezone.localdate(sent_at), HANDLING_WORKDAYS, calendar).date
