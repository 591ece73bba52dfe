"""What the register does when something happened: it only enqueues a task."""

from credit_portal.shared.events import receives
from entities import tasks
from entities.events import FileImported


@receives(FileImported)
def follow_representatives(_event: FileImported) -> None:
    tasks.follow_representatives.delay()
