"""What commitments do when something happened: they only enqueue a task."""

from commitments import tasks
from commitments.events import CommitmentRecognised
from credit_portal.shared.events import receives


@receives(CommitmentRecognised)
def follow_up(_event: CommitmentRecognised) -> None:
    tasks.follow_up_breaches.delay()
