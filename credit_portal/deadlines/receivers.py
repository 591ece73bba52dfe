"""What deadlines do when something happened: they only enqueue a task."""

from credit_portal.deadlines import tasks
from credit_portal.policy.events import HolidayNoticeImported
from credit_portal.shared.events import receives


@receives(HolidayNoticeImported)
def recount(event: HolidayNoticeImported) -> None:
    tasks.recount_deadlines.delay(f"{event.year}年放假通知")
