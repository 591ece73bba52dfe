"""Compute a past day again, and say whether it gives what was given then."""

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from credit_portal.shared.actors import Actor
from grading import services
from grading.choices import RunKind, RunStatus
from grading.models import EvaluationRun

CAUSE = "历史复算"


def start_reproduction(*, on: date, by: Actor, at: datetime) -> EvaluationRun:
    """Let a worker compute a past day from what was known then.

    Raises:
        Refused: another run is under way, or no model was in force.
    """
    return services.start_run(
        kind=RunKind.REPRODUCTION, on=on, cause=CAUSE, by=by, at=at, known_at=known_on(on, at)
    )


def known_on(on: date, at: datetime) -> datetime:
    """What the last full run of a day knew, else its last run, else what was known at its end."""
    runs = EvaluationRun.objects.counting().filter(on=on).order_by("-pk")
    run = runs.filter(kind=RunKind.FULL).first() or runs.first()
    if run:
        return run.known_at
    return min(at, timezone.make_aware(datetime.combine(on, time.max)))


def original_of(run: EvaluationRun) -> EvaluationRun | None:
    """The full run whose result a reproduction must give again."""
    return _of_the_same(run, RunKind.FULL).first()


def reproductions_of(run: EvaluationRun) -> list[EvaluationRun]:
    """How often a full run has been computed again, newest first."""
    return list(_of_the_same(run, RunKind.REPRODUCTION))


def _of_the_same(run: EvaluationRun, kind: RunKind) -> QuerySet[EvaluationRun]:
    """Completed runs of a kind over the same day and the same knowledge."""
    return EvaluationRun.objects.filter(
        kind=kind, on=run.on, known_at=run.known_at, status=RunStatus.COMPLETED
    ).order_by("-pk")
