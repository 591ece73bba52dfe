"""What workers do for the register; each task is one service call and safe to run twice."""

from celery import shared_task

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from entities.services.handover import end_former_representatives

REGISTER = SystemActor("主体登记")


@shared_task(ignore_result=True)
def follow_representatives() -> None:
    """After a file came in, and each morning for what was missed."""
    end_former_representatives(by=REGISTER, at=clock.now())
