"""The reference model once more, as plain values: for those who compute the same in their own way.

They leave out what this city has none of: results from outside, overrides, decay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from grading.choices import CreditGrade, IndicatorBasis
from grading.spec import IndicatorSpec, ModelSpec, window_cutoff


@dataclass(frozen=True)
class Rules:
    """A model on a day, as known at an instant."""

    model: ModelSpec
    no_data_grade: CreditGrade
    longest_months: int
    on: date
    known_at: datetime

    @cached_property
    def counted(self) -> tuple[IndicatorSpec, ...]:
        """Indicators that add up facts."""
        return self.model.of_basis(IndicatorBasis.FACTS)

    @cached_property
    def repetitions(self) -> tuple[IndicatorSpec, ...]:
        return self.model.of_basis(IndicatorBasis.REPETITION)

    @cached_property
    def bearing_after(self) -> Mapping[int, date]:
        """Fact type → documents up to this day bear on nothing."""
        days: dict[int, date] = {}
        for indicator in (*self.counted, *self.repetitions):
            for fact in indicator.points:
                day = self.cutoff(indicator)
                days[fact.value] = min(day, days.get(fact.value, day))
        return days

    def cutoff(self, indicator: IndicatorSpec) -> date:
        """Documents up to this day are too old for the indicator."""
        return window_cutoff(self.on, indicator.months(self.longest_months))


def points_of(indicator: IndicatorSpec) -> dict[int, int]:
    """Number of the fact type → points."""
    return {fact.value: points for fact, points in indicator.points.items()}


def repetition_points(indicator: IndicatorSpec) -> int:
    """What a repetition costs, whatever it is made of."""
    (points,) = set(indicator.points.values())
    return points
