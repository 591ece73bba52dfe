"""Jobs in a real worker process, also one that is killed."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from credit_portal.jobs import services
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.shared.clock import now
from tests.factories.accounts import UserFactory
from tests.jobs.conftest import StartWorker

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 40  # seconds; a worker starts in a few


def wait_until(job: Job, reached: Callable[[Job], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        job.refresh_from_db()
        if reached(job):
            return
        time.sleep(0.2)
    pytest.fail(f"job stays {job.status}: {job.message}{job.error}")


def test_worker_runs_a_job(start_worker: StartWorker) -> None:
    start_worker()
    job = services.start_job("tests.count", {}, by=UserFactory(), at=now())
    wait_until(job, lambda job: job.is_finished)
    assert job.status == JobStatus.SUCCEEDED
    assert job.result_file.read().decode() == "结果"


def test_killed_worker_loses_nothing(start_worker: StartWorker, tmp_path: Path) -> None:
    """Progress shows while the transaction is open; another worker takes over from the dead."""
    worker = start_worker()
    params = {"marker": str(tmp_path / "hung")}
    job = services.start_job("tests.hang", params, by=UserFactory(), at=now())
    wait_until(job, lambda job: job.progress == 25)
    assert job.message == "事务未提交"
    worker.kill()
    worker.wait()
    assert services.sweep_jobs(at=now()) == 0
    assert services.sweep_jobs(at=now() + timedelta(seconds=120)) == 1
    start_worker()
    wait_until(job, lambda job: job.is_finished)
    assert (job.status, job.attempts) == (JobStatus.SUCCEEDED, 2)
