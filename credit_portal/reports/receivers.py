"""What reports do when something happened: they only enqueue a task."""

from credit_portal.reports import tasks
from credit_portal.shared.events import receives
from entities.events import FactWithdrawn


@receives(FactWithdrawn)
def revoke(event: FactWithdrawn) -> None:
    tasks.revoke_reports.delay(event.record_id)
