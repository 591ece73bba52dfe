"""What workers do for campaigns."""

from celery import shared_task

from credit_portal.campaigns import services
from credit_portal.shared import clock


@shared_task(ignore_result=True)
def send_campaign_reminders() -> None:
    """Each morning: remind of what falls due."""
    services.send_reminders(at=clock.now())
