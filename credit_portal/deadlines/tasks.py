"""What workers do for deadlines; each task is one service call and safe to run twice."""

from celery import shared_task

from credit_portal.deadlines import alerts, services
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor

CALENDAR = SystemActor("工作日历")


@shared_task(ignore_result=True)
def send_deadline_alerts() -> None:
    """Each hour: remind of what falls due."""
    alerts.send_alerts(at=clock.now())


@shared_task(ignore_result=True)
def recount_deadlines(cause: str) -> None:
    """The calendar changed."""
    services.recount_deadlines(cause=cause, by=CALENDAR, at=clock.now())
