"""One way to narrow visits down: the list, its export and the figures of 抽查成效 agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Left, Upper

from credit_portal.policy.choices import CreditClass
from entities.industries import SECTIONS
from entities.models import Town
from grading.models import Grade
from supervision.inspections.choices import FINDINGS, RESULT_STATUSES
from supervision.inspections.querysets import InspectionQuerySet
from supervision.pages import about

NONE = "none"  # the group of those without a class, an industry or a town
# A result that stands: entered, and not withdrawn since.
WITH_RESULT = Q(status__in=RESULT_STATUSES, record__withdrawn_at__isnull=True)
FINDING = Q(result_code__in=FINDINGS)
WITH_FINDING = WITH_RESULT & FINDING
MANY_TIMES = 4  # so many visits and more stand in one group


@dataclass(frozen=True)
class Dimension:
    """By what visits are told apart; ``key`` is text, empty for those without."""

    name: str
    label: str
    key: Any
    choices: Callable[[], Mapping[str, str]]
    without: str


def _class_when_drawn() -> Coalesce:
    """The class that was in force when the roster was frozen."""
    grades = Grade.objects.counting().filter(entity=OuterRef("entity"))
    letters = grades.filter(on__lte=OuterRef("draw__on")).order_by("-pk").values("credit_class")[:1]
    return Coalesce(Subquery(letters), Value(""), output_field=CharField())


DIMENSIONS = (
    Dimension(
        "credit_class", "信用类别", _class_when_drawn(),
        lambda: {row.value: row.label for row in CreditClass}, "未评价",
    ),
    Dimension(
        "section", "行业门类", Upper(Left("entity__industry_code", 1)), lambda: SECTIONS,
        "未登记行业",
    ),
    Dimension(
        "town", "镇街", Coalesce(Cast(F("entity__town"), CharField()), Value("")),
        lambda: {str(town.pk): town.name for town in Town.objects.all()}, "未登记镇街",
    ),
)  # fmt: skip


def narrowed(
    rows: InspectionQuerySet, chosen: Mapping[str, Any], user_id: int | None
) -> InspectionQuerySet:
    """The visits that the fields of ``VisitFilterForm`` ask for."""
    rows = _in_state(rows, chosen.get("state") or "", user_id)
    rows = made_between(rows, chosen.get("since"), chosen.get("until"))
    for dimension in DIMENSIONS:
        if value := chosen.get(dimension.name):
            rows = rows.alias(**{dimension.name: dimension.key})
            rows = rows.filter(**{dimension.name: "" if value == NONE else value})
    if found := chosen.get("found"):
        rows = rows.filter(WITH_FINDING if found == "yes" else WITH_RESULT & ~FINDING)
    if times := chosen.get("times"):
        rows = rows.filter(entity__in=_visited(rows, int(times)))
    if text := chosen.get("q"):
        rows = about(rows, text)
    return rows


def made_between(
    rows: InspectionQuerySet, since: date | None, until: date | None
) -> InspectionQuerySet:
    """Visits begun from one day to another."""
    if since:
        rows = rows.filter(started_at__date__gte=since)
    if until:
        rows = rows.filter(started_at__date__lte=until)
    return rows


def _visited(rows: InspectionQuerySet, times: int) -> Any:
    """Keys of the businesses with so many of these visits."""
    counted = rows.filter(started_at__isnull=False).times_by_entity()
    limit = {"times__gte": times} if times >= MANY_TIMES else {"times": times}
    return counted.filter(**limit).values("entity")


def _in_state(rows: InspectionQuerySet, state: str, user_id: int | None) -> InspectionQuerySet:
    match state:
        case "":
            return rows
        case "mine":
            return rows.open().filter(
                visitors__inspector__user=user_id, visitors__replaced_by__isnull=True
            )
        case "to_publish":
            return rows.to_publish()
        case _:
            return rows.filter(status=state)
