"""The acts of an evaluation: start, carry out, give up, reproduce."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.jobs.choices import FINISHED
from credit_portal.jobs.querysets import SILENCE
from credit_portal.jobs.services import start_job
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of
from grading import evaluation, selectors
from grading.choices import RunKind, RunStatus
from grading.events import RunCompleted
from grading.models import EvaluationRun, Grade
from grading.querysets import GRADING_KINDS
from grading.runs.permissions import STARTING_ROLES
from grading.touched import collect_touched, touches_anybody, touches_everybody

JOB = "grading.run"
UNDER_WAY = "run_under_way"
BUSY = "另一次评价正在进行，请等它完成后再发起。"
NOTHING_TO_DO = "上次评价以后没有新的信息，也没有到期的记录，无须评价。"
GIVEN_UP = "执行中断，没有恢复。"
TOUCHED = "touched_entities"


def start_run(
    *, kind: RunKind, on: date, cause: str, by: Actor, at: datetime,
    known_at: datetime | None = None,
) -> EvaluationRun:  # fmt: skip
    """Let a worker grade the city (``FULL``), the businesses whose grade may have changed, or
    compute a past day again.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: another run is under way, no model is in force, a later day is graded already, or
            no grade can have changed.
    """
    with transaction.atomic():
        run = open_run(kind=kind, on=on, cause=cause, by=by, at=at, known_at=known_at)
        if kind == RunKind.INCREMENTAL and not touches_anybody(run):
            raise Refused("nothing_touched", NOTHING_TO_DO)
        run.job = start_job(JOB, {"run": run.pk}, by=by, at=at)
        run.save(update_fields=["job"])
    return run


def open_run(
    *, kind: RunKind, on: date, cause: str, by: Actor, at: datetime,
    known_at: datetime | None = None,
) -> EvaluationRun:  # fmt: skip
    """The row of a run that begins now, with the rules that it goes by.

    Args:
        known_at: of a reproduction, what was known then; else what is known now.
    """
    require_role(by, STARTING_ROLES)
    give_up_dead_runs(by=by, at=at)
    former = selectors.last_run()
    if kind != RunKind.REPRODUCTION and former and on < former.on:
        raise Refused("later_day_graded", f"{former.on} 已经评价，不能再评价更早的日期。")
    known_at = known_at or at
    run = EvaluationRun(
        kind=kind, on=on, known_at=known_at, started_at=at, cause=cause, started_by=user_of(by),
        model=selectors.model_in_force(on, known_at), policy=pack_in_force(on).edition,
    )  # fmt: skip
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        if "evaluation_run_one_at_a_time" not in str(error):
            raise
        raise Refused(UNDER_WAY, BUSY) from error
    audit.record(
        by=by, act="grading.start_run", obj=run, reason=cause, at=at,
        after={"kind": kind.value, "on": on.isoformat(), "model": run.model.version},
    )  # fmt: skip
    return run


def carry_out_run(
    *, run: EvaluationRun, by: Actor, clock: Callable[[], datetime],
    progress: evaluation.Progress | None = None,
) -> EvaluationRun:  # fmt: skip
    """Grade and complete; safe to call again after a worker died in the middle.

    The row of the run stays locked from beginning to end: a second attempt waits until the first
    has finished or its connection is gone, and only then discards what it left.

    Args:
        clock: the grades count from the end of the run on, so the clock itself is passed.
    """
    with transaction.atomic():
        locked = EvaluationRun.objects.select_for_update().get(pk=run.pk)
        if locked.status != RunStatus.RUNNING:
            return locked
        _discard_rows(locked)
        outcome = _evaluate(locked, progress or (lambda done, total: None))
        return _complete(locked, outcome, by, clock())


def reproduce_run(
    *, on: date, known_at: datetime, by: Actor, at: datetime,
    progress: evaluation.Progress | None = None,
) -> EvaluationRun:  # fmt: skip
    """Compute the grades of a past day from what was known at an instant; writes none.

    The digest equals that of the full run of that day, if the register is what it was.
    """
    run = open_run(
        kind=RunKind.REPRODUCTION, on=on, cause="历史复算", by=by, at=at, known_at=known_at
    )
    return carry_out_run(run=run, by=by, clock=lambda: at, progress=progress)


def fail_run(*, run: EvaluationRun, reason: str, by: Actor, at: datetime) -> None:
    """Give a run up: the grades stay as they were, and another may start.

    Raises:
        Refused: it has ended meanwhile.
    """
    with transaction.atomic():
        locked = EvaluationRun.objects.select_for_update().get(pk=run.pk)
        if locked.status != RunStatus.RUNNING:
            raise Refused("run_not_under_way", "该次评价已经结束。")
        _discard_rows(locked)
        locked.status = RunStatus.FAILED
        locked.save(update_fields=["status"])
        audit.record(by=by, act="grading.fail_run", obj=locked, reason=reason, at=at)


def give_up_dead_runs(*, by: Actor, at: datetime) -> int:
    """Fail the runs that nobody will carry on; returns their number.

    Those are open, locked by no attempt, and their job has ended; or they have none (a command)
    and began a while ago.
    """
    orphaned = Q(job__isnull=True, started_at__lt=at - SILENCE)
    with transaction.atomic():
        dead = (
            EvaluationRun.objects.filter(status=RunStatus.RUNNING)
            .filter(Q(job__status__in=FINISHED) | orphaned)
            .select_for_update(skip_locked=True, of=("self",))
        )
        for run in dead:
            fail_run(run=run, reason=GIVEN_UP, by=by, at=at)
        return len(dead)


def _evaluate(run: EvaluationRun, progress: evaluation.Progress) -> evaluation.Outcome:
    query = selectors.query_of(run)
    if run.kind == RunKind.REPRODUCTION:
        return evaluation.reproduce(run, query, progress)
    if run.kind == RunKind.FULL or touches_everybody(run):
        return evaluation.evaluate(run, query, progress)
    collect_touched(run, TOUCHED)
    return evaluation.evaluate_touched(run, query, TOUCHED)


def _discard_rows(run: EvaluationRun) -> None:
    """Rows of an attempt that died; they never counted."""
    Grade.objects.filter(run=run)._raw_delete(using=connection.alias)


def _complete(
    run: EvaluationRun, outcome: evaluation.Outcome, by: Actor, at: datetime
) -> EvaluationRun:
    """From here on the grades count."""
    run.status, run.completed_at = RunStatus.COMPLETED, at
    run.entities, run.changed, run.digest = outcome.entities, outcome.changed, outcome.digest
    run.grade_counts, run.class_counts = dict(outcome.grades), dict(outcome.classes)
    run.transitions = dict(outcome.transitions)
    run.save()
    audit.record(
        by=by, act="grading.complete_run", obj=run, at=at,
        after={"entities": run.entities, "changed": run.changed, "digest": run.digest},
    )  # fmt: skip
    if run.kind in GRADING_KINDS:
        publish(RunCompleted(run.pk))
    return run
