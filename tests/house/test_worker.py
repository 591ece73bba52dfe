"""A task sent from a test runs in a real worker on the same database."""

import subprocess

import pytest
from django_celery_results.models import TaskResult

from credit_portal.celery import app


@pytest.mark.django_db(transaction=True)
def test_a_task_reaches_the_worker(celery_worker_process: subprocess.Popen[bytes]) -> None:
    sent = app.send_task("celery.backend_cleanup")
    sent.get(timeout=30)
    assert TaskResult.objects.get(task_id=sent.id).status == "SUCCESS"
    assert celery_worker_process.poll() is None
