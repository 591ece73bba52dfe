"""What workers do for messages; each task is one service call and safe to run twice."""

from datetime import timedelta

from celery import shared_task

from credit_portal.shared import clock
from grading import services
from grading.models import EvaluationRun

LOOKING_BACK = timedelta(days=2)


@shared_task(ignore_result=True)
def send_class_notices(run_id: int) -> None:
    """After a run: tell those whose class changed, and their supervisors where they fell."""
    services.send_class_notices(run=EvaluationRun.objects.get(pk=run_id), at=clock.now())


@shared_task(ignore_result=True)
def send_missed_notices() -> None:
    """Each morning: for runs of the last days whose messages a broken queue may have lost."""
    now = clock.now()
    runs = EvaluationRun.objects.counting().filter(completed_at__gte=now - LOOKING_BACK)
    for run in runs.order_by("pk"):
        services.send_class_notices(run=run, at=now)
