"""Celery tasks of jobs."""

from celery import shared_task

from credit_portal.jobs import services
from credit_portal.shared.clock import now


@shared_task(acks_late=True, ignore_result=True)
def run_job(job_id: int) -> None:
    """Run one job; the row, not the message, decides whether there is something to do."""
    services.execute_job(job_id, clock=now)


@shared_task(ignore_result=True)
def sweep_jobs() -> None:
    """Each minute: restart jobs whose worker died."""
    services.sweep_jobs(at=now())
