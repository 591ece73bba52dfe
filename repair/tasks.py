"""What workers do for repair; each task is one service call and safe to run twice."""

from datetime import timedelta

from celery import shared_task

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from entities.querysets import CreditRecordQuerySet
from repair.services.notices import issue_notices, penalties_without_notice

PORTAL = SystemActor("处罚即告知")
MISSED_WITHIN = timedelta(days=7)


@shared_task(ignore_result=True)
def notify_of_record(record_id: int) -> None:
    """A penalty was entered, or written anew in place of a wrong one."""
    _issue(penalties_without_notice().filter(pk=record_id))


@shared_task(ignore_result=True)
def notify_of_batch(batch_id: int) -> None:
    """A file with penalties came in."""
    _issue(penalties_without_notice().filter(batch=batch_id))


@shared_task(ignore_result=True)
def notify_missed() -> None:
    """Each morning: what a lost task left out of the last days."""
    since = clock.now() - MISSED_WITHIN
    _issue(penalties_without_notice().filter(recorded_at__gte=since))


def _issue(records: CreditRecordQuerySet) -> None:
    issue_notices(records=records, by=PORTAL, at=clock.now())
