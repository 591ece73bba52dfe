"""What runs by itself; each task is one service call and safe to run twice."""

from celery import shared_task

from commitments import services
from commitments.ledger import (
    jobs,  # noqa: F401 - registers the job kind
    reminders,
)
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor


@shared_task(ignore_result=True)
def follow_up_breaches() -> None:
    """After a recognition, and each morning for what was missed (淮安区 二(一))."""
    services.follow_up_breaches(by=SystemActor("违诺跟进"), at=clock.now())


@shared_task(ignore_result=True)
def remind_of_supplements() -> None:
    """Each morning: documents that fall due or did not come (江阴 三(一))."""
    services.remind_of_supplements(at=clock.now())


@shared_task(ignore_result=True)
def remind_of_ledgers() -> None:
    """Each morning: monthly reports that are owed (淮安区 二(一))."""
    reminders.remind_of_ledgers(at=clock.now())
