"""What supervision does when something happened below: it only enqueues a task."""

from credit_portal.shared.events import receives
from entities.events import FactWithdrawn, FileImported
from grading.events import AssessmentChanged
from supervision import tasks


@receives(AssessmentChanged)
def follow_up_result(_event: AssessmentChanged) -> None:
    tasks.open_follow_ups.delay()


@receives(FactWithdrawn)
def review_listings(_event: FactWithdrawn) -> None:
    tasks.open_listing_reviews.delay()


@receives(FileImported)
def follow_up_file(_event: FileImported) -> None:
    tasks.open_follow_ups.delay()
