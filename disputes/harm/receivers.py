"""What harm reversal does when something happened: it only enqueues a task."""

from credit_portal.shared.events import receives
from disputes.harm import tasks
from entities.events import FactWithdrawn, FeedReceipted
from grading.events import RunCompleted


@receives(FactWithdrawn)
def begin(_event: FactWithdrawn) -> None:
    tasks.reverse_harm.delay()


@receives(RunCompleted)
def regraded(_event: RunCompleted) -> None:
    tasks.reverse_harm.delay()


@receives(FeedReceipted)
def followed(_event: FeedReceipted) -> None:
    tasks.reverse_harm.delay()
