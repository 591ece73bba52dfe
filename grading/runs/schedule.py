"""Which run is due by itself: the full one of the pack, else what fell due since yesterday."""

from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.policy.choices import Period
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from grading import selectors, services
from grading.choices import RunKind, RunStatus
from grading.models import EvaluationRun

DAILY = "每日评价"
MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def start_due_run(*, by: Actor, at: datetime) -> EvaluationRun | None:
    """Start what is due; safe to call at any hour, and makes up for a time when all was off.

    Raises:
        Refused: as ``start_run``.
    """
    on = timezone.localdate(at)
    if is_full_run_due(at):
        cause = f"{pack_in_force(on).grading.period.value.label}评价"
        return services.start_run(kind=RunKind.FULL, on=on, cause=cause, by=by, at=at)
    former = selectors.last_run()
    if former is None or former.on >= on:
        return None
    return services.start_run(kind=RunKind.INCREMENTAL, on=on, cause=DAILY, by=by, at=at)


def is_full_run_due(at: datetime) -> bool:
    """Whether no full run has begun since the last moment that the pack names."""
    said = pack_in_force(timezone.localdate(at)).grading
    moment = last_moment(at, said.period.value, said.run_day.value, said.run_hour.value)
    begun = EvaluationRun.objects.filter(kind=RunKind.FULL, started_at__gte=moment)
    return not begun.exclude(status=RunStatus.FAILED).exists()


def last_moment(at: datetime, period: Period, day: int, hour: int) -> datetime:
    """The latest day and hour of a first month of a period that is not after ``at``."""
    local = timezone.localtime(at)
    moment = local.replace(day=day, hour=hour, minute=0, second=0, microsecond=0)
    while moment > local or (moment.month - 1) % MONTHS[period]:
        moment = (moment.replace(day=1) - timedelta(days=1)).replace(day=day)
    return moment
