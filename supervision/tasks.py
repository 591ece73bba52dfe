"""What workers do for supervision; each task is one service call and safe to run twice."""

from celery import shared_task

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from supervision.services import followups, measure_reviews, reviews

PORTAL = SystemActor("分类监管")


@shared_task(ignore_result=True)
def open_follow_ups() -> None:
    """After a result or a file came in, and each morning for what was missed."""
    followups.open_follow_ups(by=PORTAL, at=clock.now())


@shared_task(ignore_result=True)
def open_listing_reviews() -> None:
    """After a record was withdrawn or corrected, and each morning for what was missed."""
    reviews.open_reviews(by=PORTAL, at=clock.now())
    measure_reviews.ask_for_reviews(at=clock.now())
