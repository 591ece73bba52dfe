"""Classes and grades now and over time, from the distribution that each full run kept.

At a million businesses nothing here reads the grades themselves but the list of one page.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.functional import cached_property

from credit_portal.accounts.viewers import Viewer
from entities.industries import SECTIONS
from entities.models import Town
from grading.choices import CreditClass, CreditGrade
from grading.models import EvaluationRun, Grade, RunDistribution
from grading.runs import distribution
from grading.runs.distribution import Point

NOT_KNOWN = "none"  # no town, no industry


@dataclass(frozen=True)
class Share:
    """How many businesses have a class."""

    code: str
    label: str
    count: int
    percent: float


@dataclass(frozen=True)
class Group:
    """One town or section: counts by grade, each with the query of the list behind it."""

    label: str
    cells: list[tuple[int, str]]
    total: int
    query: str


@dataclass(frozen=True)
class Spread:
    """What the card shows."""

    run: EvaluationRun
    classes: list[Share]
    points: list[Point]
    towns: list[Group]
    sections: list[Group]


@dataclass(frozen=True)
class Chosen:
    """Which businesses of the last full run a list shows; an empty value filters nothing."""

    grade: str = ""
    credit_class: str = ""
    town: str = ""
    section: str = ""


def spread_now() -> Spread | None:
    """The last full run and those before it; ``None`` before the first."""
    points = distribution.over_time()
    if not points:
        return None
    run = points[-1].run
    towns = dict(Town.objects.values_list("pk", "name"))
    return Spread(
        run=run, classes=_classes(run), points=points,
        towns=_groups(run, "town", "town", lambda key: towns.get(key, "未登记")),
        sections=_groups(run, "section", "section", lambda key: SECTIONS.get(key, "未登记")),
    )  # fmt: skip


def businesses(run: EvaluationRun, chosen: Chosen, viewer: Viewer) -> QuerySet[Grade]:
    """Their grades when the run ended; town and industry as they are registered today."""
    known = Grade.objects.visible_to(viewer).counting(run.completed_at).filter(on__lte=run.on)
    later = known.filter(entity=OuterRef("entity"), pk__gt=OuterRef("pk"))
    rows = known.filter(~Exists(later), **_where(chosen))
    return rows.select_related("entity__town").order_by("entity_id")


class StoredCount(Paginator):
    """Pages of businesses whose number the run has kept."""

    def __init__(self, rows: QuerySet[Grade], per_page: int, stored: int | None) -> None:
        super().__init__(rows, per_page)
        self.stored = stored

    @cached_property
    def count(self) -> int:
        return super().count if self.stored is None else self.stored


def stored_count(run: EvaluationRun, chosen: Chosen) -> int | None:
    """How many the run counted; ``None`` where it kept no such number."""
    if chosen.credit_class:
        alone = chosen == Chosen(credit_class=chosen.credit_class)
        return run.class_counts.get(chosen.credit_class, 0) if alone else None
    rows = RunDistribution.objects.filter(run=run)
    if chosen.grade:
        rows = rows.filter(grade=chosen.grade)
    if chosen.town:
        rows = rows.filter(town=None if chosen.town == NOT_KNOWN else int(chosen.town))
    if chosen.section:
        rows = rows.filter(section="" if chosen.section == NOT_KNOWN else chosen.section)
    return rows.aggregate(total=Sum("count", default=0))["total"]


def _where(chosen: Chosen) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if chosen.grade:
        where["grade"] = chosen.grade
    if chosen.credit_class:
        where["credit_class"] = chosen.credit_class
    if chosen.town:
        where["entity__town"] = None if chosen.town == NOT_KNOWN else chosen.town
    if chosen.section == NOT_KNOWN:
        where["entity__industry_code"] = ""
    elif chosen.section:
        where["entity__industry_code__istartswith"] = chosen.section
    return where


def _classes(run: EvaluationRun) -> list[Share]:
    total = sum(run.class_counts.values()) or 1
    counts = ((code, label, run.class_counts.get(code, 0)) for code, label in CreditClass.choices)
    return [Share(code, label, count, 100 * count / total) for code, label, count in counts]


def _groups(run: EvaluationRun, lookup: str, name: str, label: Any) -> list[Group]:
    groups = []
    for key, counts in distribution.by_group(run, lookup):
        query = urlencode({name: key or NOT_KNOWN})
        pairs = zip(CreditGrade.values, counts, strict=True)
        cells = [(count, f"{query}&grade={grade}") for grade, count in pairs]
        groups.append(Group(label(key), cells, sum(counts), query))
    return groups
