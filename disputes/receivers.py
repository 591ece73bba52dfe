"""What disputes do when something happened: they only enqueue a task."""

from credit_portal.shared.events import receives
from disputes import tasks
from disputes.events import DisputeDecided


@receives(DisputeDecided)
def grade_again(event: DisputeDecided) -> None:
    if event.upheld:
        tasks.grade_again.delay(event.dispute_id)
