"""What runs by itself; each task is one service call and safe to run twice."""

import logging

from celery import shared_task

from commitments import services
from commitments.ledger import jobs  # noqa: F401 - registers the job kind
from commitments.ledger.reminders import due_reminders
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def notify_overdue_supplements() -> None:
    """Each morning: flag deferred documents that did not come (江阴 三(一))."""
    services.notify_overdue_supplements(
        on=clock.today(), by=SystemActor("容缺补齐提醒"), at=clock.now()
    )


@shared_task(ignore_result=True)
def remind_of_ledgers() -> None:
    """On the workday before the due day: name the agencies that have not reported yet."""
    for agency in due_reminders(clock.today()):
        logger.info("ledger due soon", extra={"agency_code": agency.code})
