"""What workers do for disputes; safe to run twice."""

from celery import shared_task

from disputes.models import Dispute
from grading.tasks import request_regrade


@shared_task(ignore_result=True)
def grade_again(dispute_id: int) -> None:
    """A grade found wrong is computed anew; a corrected record asks for that by itself."""
    if Dispute.objects.filter(pk=dispute_id, grade__isnull=False).exists():
        request_regrade("异议成立")
