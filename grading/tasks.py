"""What workers do for grading; each task is one service call and safe to run twice."""

import logging
import tempfile

from celery import shared_task
from django.core.cache import cache

from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Refused
from grading import services
from grading.choices import RunKind, RunStatus
from grading.models import EvaluationRun
from grading.ranges import KEYS_PER_RANGE
from grading.runs import distribution, export, schedule

logger = logging.getLogger(__name__)

SCHEDULE = SystemActor("定期评价")
REGRADE = SystemActor("即时评价")
# One request stands for all that come within seconds of it; another run is waited for.
WAITING, WAITING_AT_MOST = "grading.regrade_waiting", 600
SOON, LATER = 5, 30
INTERNAL_ERROR = "系统内部错误。"


@job_kind(services.JOB, "信用评价")
def carry_out_run(job: JobHandle) -> None:
    """Safe to run twice: an attempt that died leaves nothing.

    Raises:
        Refused: the run has been given up meanwhile.
    """
    run = EvaluationRun.objects.get(pk=job.params["run"])
    by = job.job.created_by or SCHEDULE
    message = f"每段 {KEYS_PER_RANGE} 户，逐段评价"
    try:
        run = services.carry_out_run(
            run=run, by=by, clock=clock.now,
            progress=lambda done, total: job.progress(done, total, message),
        )  # fmt: skip
    except Exception as error:
        reason = error.message if isinstance(error, DomainError) else INTERNAL_ERROR
        services.fail_run(run=run, reason=reason, by=by, at=clock.now())
        raise
    if run.status == RunStatus.FAILED:
        raise Refused("run_given_up", "该次评价已经停止，等级没有变化。请重新发起。")
    job.log(f"评价 {run.entities} 户，等级变动 {run.changed} 户")


@job_kind(export.JOB, "等级变动清单", guard=export.require_changes)
def export_changes(job: JobHandle) -> None:
    """The list of changes as a workbook; run twice it only notes the looks again."""
    run, by = EvaluationRun.objects.get(pk=job.params["run"]), job.job.created_by
    assert by is not None, "only people export"
    with tempfile.TemporaryFile() as stream:
        export.write_changes(
            run, job.params["chosen"], by=by, at=clock.now(), stream=stream,
            tick=lambda done: job.progress(done, 0, f"已写入 {done} 户"),
        )  # fmt: skip
        stream.seek(0)
        job.save_result(stream, export.workbook_name(run))


@shared_task(ignore_result=True)
def start_due_run() -> None:
    """Each hour: the monthly run where it is due, else what fell due since yesterday."""
    now = clock.now()
    services.give_up_dead_runs(by=SCHEDULE, at=now)
    try:
        schedule.start_due_run(by=SCHEDULE, at=now)
    except Refused as refusal:
        logger.info("no run started", extra={"reason": refusal.code})


def request_regrade(cause: str, *, seconds: int = SOON) -> None:
    """Let a worker grade what has just changed; many changes at once ask once."""
    if cache.add(WAITING, cause, WAITING_AT_MOST):
        regrade_touched.apply_async((cause,), countdown=seconds)


@shared_task(ignore_result=True)
def regrade_touched(cause: str) -> None:
    """Grade the businesses whose facts have changed; comes again while another run is under way."""
    cache.delete(WAITING)  # first: what changes from here on asks anew
    try:
        services.start_run(
            kind=RunKind.INCREMENTAL, on=clock.today(), cause=cause, by=REGRADE, at=clock.now()
        )
    except Refused as refusal:
        if refusal.code == services.UNDER_WAY:
            request_regrade(cause, seconds=LATER)
        else:
            logger.info("no run started", extra={"reason": refusal.code})


@shared_task(ignore_result=True)
def keep_distribution(run_id: int) -> None:
    """Count how the grades of a full run are spread."""
    distribution.keep_distribution(EvaluationRun.objects.get(pk=run_id))
