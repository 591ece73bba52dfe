"""Acts on jobs: start, execute, cancel, retry, sweep."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from credit_portal.audit import services as audit
from credit_portal.jobs import registry
from credit_portal.jobs.choices import RETRIABLE, JobStatus
from credit_portal.jobs.handle import JobHandle, Reporter
from credit_portal.jobs.models import Job
from credit_portal.jobs.permissions import require_owner, require_result
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import DomainError, Refused
from credit_portal.shared.history import user_of

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
Clock = Callable[[], datetime]


@transaction.atomic
def start_job(kind: str, params: dict[str, Any], *, by: Actor, at: datetime) -> Job:
    """Create a job and hand it to a worker once the transaction commits."""
    registry.kind_of(kind)
    job = Job.objects.create(
        kind=kind,
        params=params,
        created_by=user_of(by),
        created_at=at,
        heartbeat_at=at,
    )
    audit.record(by=by, act="jobs.start_job", obj=job, at=at)
    _enqueue(job.pk)
    return job


@transaction.atomic
def cancel_job(job: Job, *, by: Actor, at: datetime) -> None:
    """Take a waiting job off the queue; a running one finishes.

    Raises:
        NotAllowed: neither its owner nor the lead office.
        Refused: it does not wait.
    """
    require_owner(by, job)
    waiting = Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED)
    if not waiting.update(status=JobStatus.CANCELLED, finished_at=at):
        raise Refused("job_not_queued", "任务已开始或已结束，不能取消。")
    audit.record(by=by, act="jobs.cancel_job", obj=job, at=at)


@transaction.atomic
def retry_job(job: Job, *, by: Actor, at: datetime) -> None:
    """Queue a failed or cancelled job again; its log goes on.

    Raises:
        NotAllowed: neither its owner nor the lead office.
        Refused: it has neither failed nor been cancelled.
    """
    require_owner(by, job)
    ended = Job.objects.filter(pk=job.pk, status__in=RETRIABLE)
    if not ended.update(status=JobStatus.QUEUED, heartbeat_at=at, finished_at=None, error=""):
        raise Refused("job_not_retriable", "只有失败或者已取消的任务可以重试。")
    audit.record(by=by, act="jobs.retry_job", obj=job, at=at)
    _enqueue(job.pk)


@transaction.atomic
def record_download(job: Job, *, by: Actor, at: datetime) -> None:
    """Note that somebody takes the result away.

    Raises:
        NotAllowed: it is not, or no longer, theirs to take.
    """
    require_result(by, job)
    audit.record(
        by=by,
        act="jobs.download_result",
        obj=job,
        after={"file": job.result_name, "sha256": job.result_sha256},
        at=at,
    )


def execute_job(job_id: int, *, clock: Clock) -> None:
    """Run a queued job here and now; does nothing if another worker has taken it.

    Args:
        clock: the time of the start and of the end differ, so the clock itself is passed.
    """
    job = _claim(job_id, clock())
    if job is None:
        return
    handle = JobHandle(job)
    try:
        with Reporter(handle):
            registry.kind_of(job.kind).run(handle)
    except DomainError as refusal:
        _fail(handle, refusal.message, clock())
    except Exception:
        number = secrets.token_hex(4)
        logger.exception("job failed", extra={"job_id": job.pk, "error_number": number})
        _fail(handle, f"系统内部错误，编号 {number}，请联系系统管理员。", clock())
    else:
        _succeed(handle, clock())


def sweep_jobs(*, at: datetime) -> int:
    """Hand silent jobs to a worker again; give up after the last attempt. Returns their number.

    Attempts are numbered on after a retry, which grants as many again.
    """
    swept = 0
    for job in Job.objects.silent(at=at):
        last = job.status == JobStatus.RUNNING and job.attempts % MAX_ATTEMPTS == 0
        swept += _give_up(job, at) if last else _requeue(job, at)
    return swept


@transaction.atomic
def forget_results(*, kind: str, before: datetime) -> int:
    """Delete the files that jobs of a kind delivered before an instant; how many. The caller
    audits."""
    old = Job.objects.filter(kind=kind, finished_at__lt=before).exclude(result_file="")
    jobs = list(old.select_for_update())
    for job in jobs:
        transaction.on_commit(partial(job.result_file.storage.delete, str(job.result_file.name)))
    old.update(result_file="", result_name="", result_sha256="")
    return len(jobs)


def _enqueue(job_id: int) -> None:
    """Send after the commit; with the broker down the sweep sends it later (robust)."""
    from credit_portal.jobs.tasks import run_job

    transaction.on_commit(lambda: run_job.delay(job_id), robust=True)


def _claim(job_id: int, at: datetime) -> Job | None:
    """Take a queued job: of several workers exactly one update hits the row."""
    claimed = Job.objects.filter(pk=job_id, status=JobStatus.QUEUED).update(
        status=JobStatus.RUNNING,
        attempts=F("attempts") + 1,
        started_at=at,
        heartbeat_at=at,
        progress=0,
        done=0,
        message="",
    )
    return Job.objects.get(pk=job_id) if claimed else None


def _succeed(handle: JobHandle, at: datetime) -> None:
    _finish(handle, at, status=JobStatus.SUCCEEDED, **(handle.report | {"progress": 100}))


def _fail(handle: JobHandle, error: str, at: datetime) -> None:
    handle.discard_result()
    _finish(handle, at, status=JobStatus.FAILED, error=error, **handle.report)


def _finish(handle: JobHandle, at: datetime, **values: Any) -> None:
    """Close this attempt; a worker given up for dead that comes back changes nothing."""
    job = handle.job
    own = Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempts=job.attempts)
    own.update(
        finished_at=at,
        heartbeat_at=at,
        result_file=job.result_file.name or "",
        result_name=job.result_name,
        result_sha256=job.result_sha256,
        **values,
    )


def _unchanged(job: Job) -> Any:
    """The row, provided nobody has touched it since it was read."""
    return Job.objects.filter(
        pk=job.pk, status=job.status, attempts=job.attempts, heartbeat_at=job.heartbeat_at
    )


@transaction.atomic
def _requeue(job: Job, at: datetime) -> int:
    requeued = _unchanged(job).update(
        status=JobStatus.QUEUED, heartbeat_at=at, message="执行中断，重新排队"
    )
    if requeued:
        logger.warning("job requeued", extra={"job_id": job.pk, "attempts": job.attempts})
        _enqueue(job.pk)
    return requeued


def _give_up(job: Job, at: datetime) -> int:
    return _unchanged(job).update(
        status=JobStatus.FAILED,
        finished_at=at,
        error="任务多次中断，已停止。可以重试一次；仍不成功的，请联系系统管理员。",
    )
