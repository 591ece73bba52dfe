"""Whom messages go to when something happened below: it only enqueues a task."""

from credit_portal.accounts.events import MandateEnded, MandateGranted
from credit_portal.messages import tasks
from credit_portal.shared.events import receives


@receives(MandateGranted)
def mandate_granted(event: MandateGranted) -> None:
    tasks.tell_of_granted_mandate.delay(event.mandate_id)


@receives(MandateEnded)
def mandate_ended(event: MandateEnded) -> None:
    tasks.tell_of_ended_mandate.delay(event.mandate_id)
