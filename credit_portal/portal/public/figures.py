"""Figures of the city on the home page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from credit_portal.policy.choices import CreditClass
from credit_portal.policy.services import pack_in_force
from credit_portal.portal.public.columns import COLUMNS
from credit_portal.portal.public.publications import published
from entities.models import Entity
from grading.choices import CreditGrade
from grading.models import RunDistribution
from grading.runs.distribution import last_counted_run


@dataclass(frozen=True)
class CityFigures:
    """What is counted for everybody; ``classes`` only where the pack makes grades public."""

    entities: int
    by_kind: dict[str, int]
    classes: dict[str, int]

    @property
    def records(self) -> int:
        return sum(self.by_kind.values())

    @property
    def acts(self) -> int:
        """Administrative acts of the ten kinds."""
        return sum(self.by_kind.get(kind, 0) for kind in COLUMNS)


def city_figures(on: date) -> CityFigures:
    """Entities, published records by kind, and grades by class if they are public."""
    counted = published(on).order_by().values_list("kind").annotate(Count("pk"))
    is_public = pack_in_force(on).visibility.grade_public.value
    return CityFigures(Entity.objects.count(), dict(counted), _by_class(on) if is_public else {})


def _by_class(on: date) -> dict[str, int]:
    """Businesses of each class after the last full run."""
    pack, run = pack_in_force(on), last_counted_run()
    counts = {str(code): 0 for code in CreditClass.values}
    if run is None:
        return {}
    rows = RunDistribution.objects.filter(run=run).values_list("grade").annotate(Sum("count"))
    for grade, number in rows:
        counts[pack.class_of(CreditGrade(grade)).value] += number
    return counts
