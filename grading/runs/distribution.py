"""How grades are spread over towns and industries: kept after each full run, shown over time."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Left, Upper

from entities.models import Town
from grading.choices import CreditGrade, RunKind
from grading.models import EvaluationRun, Grade, RunDistribution

SHOWN_RUNS = 24  # two years of monthly runs
SECTION = Upper(Left("entity__industry_code", 1))


@dataclass(frozen=True)
class Point:
    """One run: how many businesses had each grade, in the order of ``CreditGrade``."""

    run: EvaluationRun
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def keep_distribution(run: EvaluationRun) -> None:
    """Count once what a full run found; safe to call again.

    The grades are those in force when the run ended, changed by it or not.
    """
    if run.kind != RunKind.FULL or run.completed_at is None:
        return
    grades = Grade.objects.in_force(run.on, run.completed_at)
    counted = (
        Grade.objects.filter(pk__in=grades.values("pk"))
        .order_by()
        .values_list("grade", "entity__town", SECTION)
        .annotate(Count("pk"))
    )
    with transaction.atomic():
        RunDistribution.objects.filter(run=run).delete()
        RunDistribution.objects.bulk_create(
            RunDistribution(run=run, town_id=town, section=section, grade=grade, count=count)
            for grade, town, section, count in counted
        )


def over_time(town: Town | None = None, section: str = "") -> list[Point]:
    """The last full runs, oldest first, of the whole city or of one town, one section."""
    rows = RunDistribution.objects.all()
    if town:
        rows = rows.filter(town=town)
    if section:
        rows = rows.filter(section=section)
    runs = _shown_runs()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    summed = rows.filter(run__in=runs).values_list("run", "grade").annotate(Sum("count"))
    for run, grade, count in summed:
        counts[run][grade] = count
    return [Point(run, _in_order(counts[run.pk])) for run in runs if run.pk in counts]


def by_group(run: EvaluationRun, group: str) -> list[tuple[str | None, tuple[int, ...]]]:
    """The counts of one run by ``"town__name"`` or ``"section"``, largest first."""
    counts: dict[str | None, dict[str, int]] = defaultdict(dict)
    rows = RunDistribution.objects.filter(run=run)
    for key, grade, count in rows.values_list(group, "grade").annotate(Sum("count")):
        counts[key][grade] = count
    ordered = [(key, _in_order(of_grade)) for key, of_grade in counts.items()]
    return sorted(ordered, key=lambda row: -sum(row[1]))


def last_counted_run() -> EvaluationRun | None:
    """The latest full run whose distribution is kept."""
    return next(reversed(_shown_runs()), None)


def _shown_runs() -> list[EvaluationRun]:
    """Oldest first."""
    counted = EvaluationRun.objects.counting().filter(kind=RunKind.FULL)
    kept = counted.filter(pk__in=RunDistribution.objects.values("run"))
    return list(reversed(kept.order_by("-pk")[:SHOWN_RUNS]))


def _in_order(of_grade: dict[str, int]) -> tuple[int, ...]:
    return tuple(of_grade.get(grade, 0) for grade in CreditGrade.values)
