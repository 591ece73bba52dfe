"""Which run is due by itself: the monthly one of the pack, else what fell due since yesterday."""

from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from grading import selectors, services
from grading.choices import RunKind, RunStatus
from grading.models import EvaluationRun

MONTHLY = "每月评价"
DAILY = "每日评价"


def start_due_run(*, by: Actor, at: datetime) -> EvaluationRun | None:
    """Start what is due; safe to call at any hour, and makes up for a time when all was off.

    Raises:
        Refused: as ``start_run``.
    """
    on = timezone.localdate(at)
    if is_full_run_due(at):
        return services.start_run(kind=RunKind.FULL, on=on, cause=MONTHLY, by=by, at=at)
    former = selectors.last_run()
    if former is None or former.on >= on:
        return None
    return services.start_run(kind=RunKind.INCREMENTAL, on=on, cause=DAILY, by=by, at=at)


def is_full_run_due(at: datetime) -> bool:
    """Whether no full run has begun since the last moment that the pack names."""
    grading = pack_in_force(timezone.localdate(at)).grading
    moment = last_moment(at, grading.run_day.value, grading.run_hour.value)
    begun = EvaluationRun.objects.filter(kind=RunKind.FULL, started_at__gte=moment)
    return not begun.exclude(status=RunStatus.FAILED).exists()


def last_moment(at: datetime, day: int, hour: int) -> datetime:
    """The latest day and hour of a month that is not after ``at``."""
    local = timezone.localtime(at)
    moment = local.replace(day=day, hour=hour, minute=0, second=0, microsecond=0)
    if moment > local:
        moment = (moment.replace(day=1) - timedelta(days=1)).replace(day=day)
    return moment
