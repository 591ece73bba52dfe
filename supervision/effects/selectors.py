"""成效统计 (江西 (二十一)): measures counted by family and item."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Case, Count, Exists, F, OuterRef, Q, When

from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.choices import MeasureFamily
from supervision.measures.choices import Nature
from supervision.models import Measure, MeasureSuspension

DAY = timedelta(days=1)
NAME = Case(When(counted_as="", then=F("item_name")), default=F("counted_as"))
COUNTS = {
    "initiated": Count("pk"),
    "responded": Count("pk", filter=Q(responded_at__isnull=False)),
    "in_time": Count("pk", filter=Q(responded_at__date__lte=F("response_deadline__due_on"))),
    "fed_back": Count("pk", filter=Q(fed_back_at__isnull=False)),
    "fed_in_time": Count("pk", filter=Q(fed_back_at__date__lte=F("feedback_deadline__due_on"))),
    "ended": Count("pk", filter=Q(ended_on__isnull=False)),
    "suspended": Count("pk", filter=Q(was_suspended=True)),
    "to_respond": Avg(F("responded_at") - F("initiated_at")),
    "to_feed_back": Avg(F("fed_back_at") - F("initiated_at")),
}


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One measure of the list, counted; the averages are in days from its initiation.

    Attributes:
        is_required: the document asks for its statistics.
    """

    family: str
    name: str
    is_required: bool
    initiated: int = 0
    responded: int = 0
    in_time: int = 0
    fed_back: int = 0
    fed_in_time: int = 0
    ended: int = 0
    suspended: int = 0
    to_respond: float | None = None
    to_feed_back: float | None = None


def effects(
    viewer: Viewer, *, from_on: date | None, until_on: date | None, agency: Agency | None,
    required: Collection[str],
) -> list[Effect]:  # fmt: skip
    """Measures initiated in a period, by item; those the document names even where there is none.

    A measure that is counted as one of the document's stands there and not under its item.

    Args:
        agency: the one that initiated or executes them.
        required: the names that the document asks for.
    """
    rows = Measure.objects.visible_to(viewer)
    if from_on:
        rows = rows.filter(initiated_at__date__gte=from_on)
    if until_on:
        rows = rows.filter(initiated_at__date__lte=until_on)
    if agency:
        rows = rows.filter(Q(initiator=agency) | Q(executor=agency))
    rested = MeasureSuspension.objects.filter(measure=OuterRef("pk"))
    grouped = (
        rows.annotate(was_suspended=Exists(rested), name=NAME)
        .order_by()
        .values("nature", "family", "name")
        .annotate(**COUNTS)
        .order_by("-nature", "family", "name")
    )
    found = [_effect(row, required) for row in grouped]
    named = {effect.name for effect in found}
    missing = (name for name in required if name not in named)
    return [*found, *(Effect(family="—", name=name, is_required=True) for name in missing)]


def total_of(lines: Iterable[Effect]) -> dict[str, int]:
    """The sums of the counts."""
    names = ("initiated", "responded", "in_time", "fed_back", "ended", "suspended")
    listed = list(lines)
    return {name: sum(getattr(line, name) for line in listed) for name in names}


def _effect(row: dict[str, Any], required: Collection[str]) -> Effect:
    family = row.pop("family")
    is_restriction = row.pop("nature") == Nature.RESTRICTION
    return Effect(
        family=str(MeasureFamily(family).label) if is_restriction and family else "守信激励",
        is_required=row["name"] in required,
        **row | {key: _days(row[key]) for key in ("to_respond", "to_feed_back")},
    )


def _days(length: timedelta | None) -> float | None:
    return None if length is None else round(length / DAY, 1)
