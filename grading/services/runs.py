"""The acts of an evaluation: start, carry out, reproduce."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from credit_portal.audit import services as audit
from credit_portal.jobs.services import start_job
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of
from grading import evaluation, selectors
from grading.choices import RunKind, RunStatus
from grading.events import RunCompleted
from grading.judging import GradingQuery
from grading.models import EvaluationRun, Grade
from grading.touched import collect_touched

JOB = "grading.run"
BUSY = "另一次评价正在进行，请等它完成后再发起。"
TOUCHED = "touched_entities"


def start_run(*, kind: RunKind, on: date, cause: str, by: Actor, at: datetime) -> EvaluationRun:
    """Let a worker grade the city (``FULL``) or the businesses whose grade may have changed.

    Raises:
        Refused: another run is under way, no model is in force, or a later day is graded already.
    """
    with transaction.atomic():
        run = open_run(kind=kind, on=on, cause=cause, by=by, at=at)
        run.job = start_job(JOB, {"run": run.pk}, by=by, at=at)
        run.save(update_fields=["job"])
    return run


def open_run(*, kind: RunKind, on: date, cause: str, by: Actor, at: datetime) -> EvaluationRun:
    """The row of a run that begins now, with the rules that it goes by."""
    former = selectors.last_run()
    if kind != RunKind.REPRODUCTION and former and on < former.on:
        raise Refused("later_day_graded", f"{former.on} 已经评价，不能再评价更早的日期。")
    run = EvaluationRun(
        kind=kind, on=on, known_at=at, started_at=at, cause=cause, started_by=user_of(by),
        model=selectors.model_in_force(on, at), policy=pack_in_force(on).edition,
    )  # fmt: skip
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        if "evaluation_run_one_at_a_time" not in str(error):
            raise
        raise Refused("run_under_way", BUSY) from error
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

    Args:
        clock: the grades count from the end of the run on, so the clock itself is passed.
    """
    if run.status != RunStatus.RUNNING:
        return run
    _discard_rows(run)
    query = query_of(run)
    report = progress or (lambda done, total: None)
    if run.kind == RunKind.FULL:
        outcome = evaluation.evaluate(run, query, report)
    else:
        with transaction.atomic():
            collect_touched(run, TOUCHED)
            outcome = evaluation.evaluate_touched(run, query, TOUCHED)
    return _complete(run, outcome, by, clock())


def reproduce_run(
    *, on: date, known_at: datetime, by: Actor, at: datetime,
    progress: evaluation.Progress | None = None,
) -> EvaluationRun:  # fmt: skip
    """Compute the grades of a past day from what was known at an instant; writes none.

    The digest equals that of the full run of that day, if the register is what it was.
    """
    run = open_run(kind=RunKind.REPRODUCTION, on=on, cause="历史复算", by=by, at=at)
    run.known_at = known_at
    run.model = selectors.model_in_force(on, known_at)
    outcome = evaluation.reproduce(run, query_of(run), progress or (lambda done, total: None))
    return _complete(run, outcome, by, at)


def fail_run(*, run: EvaluationRun, reason: str, by: Actor, at: datetime) -> None:
    """Give a run up: the grades stay as they were, and another may start."""
    with transaction.atomic():
        _discard_rows(run)
        run.status = RunStatus.FAILED
        run.save(update_fields=["status"])
        audit.record(by=by, act="grading.fail_run", obj=run, reason=reason, at=at)


def query_of(run: EvaluationRun) -> GradingQuery:
    """The rules that a run goes by."""
    policy = selectors.policy_spec(pack_in_force(run.on))
    return GradingQuery(selectors.spec_of(run.model), policy, run.on)


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
    with transaction.atomic():
        run.save()
        audit.record(
            by=by, act="grading.complete_run", obj=run, at=at,
            after={"entities": run.entities, "changed": run.changed, "digest": run.digest},
        )  # fmt: skip
        publish(RunCompleted(run.pk))
    return run
