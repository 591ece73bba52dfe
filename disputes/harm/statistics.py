"""Time-to-clean over all: from the decision to the last consequence put right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Q

from disputes.harm.querysets import HarmReversalQuerySet


class Median(Aggregate):
    """The middle value, by PostgreSQL."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class CleanTimes:
    """How many were put right, and how long that took."""

    done: int
    waiting: int
    median: timedelta | None
    longest: timedelta | None
    oldest_at: datetime | None


def clean_times(rows: HarmReversalQuerySet) -> CleanTimes:
    """The figures of the given reversals."""
    took = ExpressionWrapper(F("done_at") - F("change__at"), output_field=DurationField())
    said = rows.order_by().aggregate(
        done=Count("pk", filter=Q(done_at__isnull=False)),
        waiting=Count("pk", filter=Q(done_at=None)),
        median=Median(took),
        longest=Max(took),
    )
    oldest = rows.open().order_by("change__at").values_list("change__at", flat=True).first()
    return CleanTimes(**said, oldest_at=oldest)


def in_words(took: timedelta | None) -> str:
    """2天3小时, 4小时5分, 12分."""
    if took is None:
        return "—"
    minutes = max(int(took.total_seconds()) // 60, 0)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days}天{hours}小时"
    return f"{hours}小时{rest}分" if hours else f"{rest}分"
