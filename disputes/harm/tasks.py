"""What workers do for harm reversal; safe to run twice."""

from celery import shared_task

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from disputes.services.harm import open_reversals, settle_reversals

PORTAL = SystemActor("纠正影响")


@shared_task(ignore_result=True)
def reverse_harm() -> None:
    """After whatever may begin or end it, and every few minutes for what was missed."""
    open_reversals(by=PORTAL, at=clock.now())
    settle_reversals(by=PORTAL, at=clock.now())
