"""A job from start to end: run, refused, crashed, cancelled, tried again, silent."""

from datetime import timedelta

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.jobs import services
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from credit_portal.shared.errors import NotAllowed, Refused
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=91)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the jobs that were sent to a worker."""
    numbers: list[int] = []
    monkeypatch.setattr("credit_portal.jobs.tasks.run_job.delay", numbers.append)
    return numbers


def execute(job: Job) -> Job:
    services.execute_job(job.pk, clock=now)
    job.refresh_from_db()
    return job


def test_start_queues_and_sends_after_the_commit(
    sent: list[int], django_capture_on_commit_callbacks: object
) -> None:
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        job = services.start_job("tests.count", {"total": 5}, by=user, at=now())
        assert sent == []
    assert sent == [job.pk]
    assert (job.status, job.created_by) == (JobStatus.QUEUED, user)
    assert AuditEntry.objects.get(act="jobs.start_job").object_id == str(job.pk)


def test_system_starts_a_job_without_a_user() -> None:
    job = services.start_job("tests.count", {}, by=SystemActor("排程"), at=now())
    assert job.created_by is None


def test_unknown_kind_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        services.start_job("no.such_kind", {}, by=UserFactory(), at=now())
    assert not Job.objects.exists()


def test_broken_broker_does_not_break_the_act(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    def fail(_job_id: int) -> None:
        raise ConnectionError

    monkeypatch.setattr("credit_portal.jobs.tasks.run_job.delay", fail)
    with django_capture_on_commit_callbacks(execute=True):
        job = services.start_job("tests.count", {}, by=UserFactory(), at=now())
    assert job in Job.objects.silent(at=now() + LATER)


def test_success_keeps_progress_log_and_result() -> None:
    job = execute(JobFactory(params={"total": 2}))
    assert (job.status, job.progress, job.done, job.total) == (JobStatus.SUCCEEDED, 100, 2, 2)
    assert job.log == "数到 1\n数到 2"
    assert (job.result_name, job.result_file.read().decode()) == ("结果.txt", "结果")
    assert len(job.result_sha256) == 64
    assert job.started_at <= job.finished_at


def test_refusal_of_the_domain_is_told_in_its_own_words() -> None:
    job = execute(JobFactory(kind="tests.refuse"))
    assert (job.status, job.error) == (JobStatus.FAILED, "这批数据不能处理。")
    assert not job.result_file


def test_mistake_of_the_program_shows_a_number_only(caplog: pytest.LogCaptureFixture) -> None:
    job = execute(JobFactory(kind="tests.crash"))
    assert job.status == JobStatus.FAILED
    assert job.error.startswith("系统内部错误，编号 ")
    assert "secret detail" not in job.error
    assert "secret detail" in caplog.text


@pytest.mark.parametrize("state", ["running", "succeeded", "failed", "cancelled"])
def test_only_a_queued_job_runs(state: str) -> None:
    job = JobFactory(**{state: True})
    before = Job.objects.values().get(pk=job.pk)
    execute(job)
    assert Job.objects.values().get(pk=job.pk) == before


def test_cancel_takes_a_queued_job_off() -> None:
    job = JobFactory()
    services.cancel_job(job, by=job.created_by, at=now())
    assert execute(job).status == JobStatus.CANCELLED
    assert AuditEntry.objects.filter(act="jobs.cancel_job").count() == 1


@pytest.mark.parametrize("state", ["running", "succeeded", "failed", "cancelled"])
def test_cancel_is_refused_in_every_other_state(state: str) -> None:
    job = JobFactory(**{state: True})
    before = Job.objects.values().get(pk=job.pk)
    with pytest.raises(Refused):
        services.cancel_job(job, by=job.created_by, at=now())
    assert Job.objects.values().get(pk=job.pk) == before
    assert not AuditEntry.objects.filter(act="jobs.cancel_job").exists()


@pytest.mark.parametrize("is_owner", [True, False])
def test_a_failed_job_runs_again_for_its_owner_and_the_lead_office(
    is_owner: bool, sent: list[int], django_capture_on_commit_callbacks: object
) -> None:
    job = JobFactory(failed=True, error="任务多次中断", log="第一次", params={"total": 1})
    by = job.created_by if is_owner else UserFactory(lead_officer=True)
    with django_capture_on_commit_callbacks(execute=True):
        services.retry_job(job, by=by, at=now())
    job.refresh_from_db()
    assert (job.status, job.error, job.finished_at) == (JobStatus.QUEUED, "", None)
    assert sent == [job.pk]
    assert AuditEntry.objects.filter(act="jobs.retry_job").count() == 1

    execute(job)
    assert (job.status, job.attempts) == (JobStatus.SUCCEEDED, 2)
    assert job.log == "第一次\n数到 1"


def test_a_cancelled_job_can_be_queued_again() -> None:
    job = JobFactory(params={"total": 1})
    services.cancel_job(job, by=job.created_by, at=now())
    services.retry_job(job, by=job.created_by, at=now())
    assert execute(job).status == JobStatus.SUCCEEDED


def test_for_others_a_failed_job_stays_failed() -> None:
    job = JobFactory(failed=True)
    for by in (UserFactory(agency=job.created_by.agency), SystemActor("排程")):
        with pytest.raises(NotAllowed):
            services.retry_job(job, by=by, at=now())
    assert Job.objects.get(pk=job.pk).status == JobStatus.FAILED
    assert not AuditEntry.objects.filter(act="jobs.retry_job").exists()


@pytest.mark.parametrize("state", [None, "running", "succeeded"])
def test_retry_is_refused_in_every_other_state(state: str | None) -> None:
    job = JobFactory(**({state: True} if state else {}))
    before = Job.objects.values().get(pk=job.pk)
    with pytest.raises(Refused):
        services.retry_job(job, by=job.created_by, at=now())
    assert Job.objects.values().get(pk=job.pk) == before
    assert not AuditEntry.objects.filter(act="jobs.retry_job").exists()


def test_sweep_restarts_silent_jobs_only(
    sent: list[int], django_capture_on_commit_callbacks: object
) -> None:
    at = now()
    died = JobFactory(running=True, heartbeat_at=at - LATER)
    lost = JobFactory(heartbeat_at=at - LATER)
    JobFactory(running=True, heartbeat_at=at)
    JobFactory(succeeded=True, heartbeat_at=at - LATER)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.sweep_jobs(at=at) == 2
    assert sorted(sent) == sorted([died.pk, lost.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert services.sweep_jobs(at=at) == 0
    died.refresh_from_db()
    assert died.status == JobStatus.QUEUED


def test_sweep_gives_up_after_the_last_attempt(sent: list[int]) -> None:
    at = now()
    job = JobFactory(running=True, attempts=services.MAX_ATTEMPTS, heartbeat_at=at - LATER)
    services.sweep_jobs(at=at)
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert "多次中断" in job.error
    assert sent == []


def test_after_a_retry_the_sweep_grants_as_many_attempts_again(sent: list[int]) -> None:
    at, silent = now(), now() - LATER
    job = JobFactory(failed=True, attempts=services.MAX_ATTEMPTS)
    services.retry_job(job, by=job.created_by, at=at)
    for attempts, status in ((4, "queued"), (5, "queued"), (6, "failed")):
        values = {"status": JobStatus.RUNNING, "attempts": attempts, "heartbeat_at": silent}
        Job.objects.filter(pk=job.pk).update(**values)
        services.sweep_jobs(at=at)
        job.refresh_from_db()
        assert job.status == status


def test_worker_taken_for_dead_changes_nothing_when_it_comes_back() -> None:
    job = JobFactory(running=True, attempts=1)
    late = services.JobHandle(job)
    Job.objects.filter(pk=job.pk).update(attempts=2)
    services._succeed(late, now())
    job.refresh_from_db()
    assert job.status == JobStatus.RUNNING
