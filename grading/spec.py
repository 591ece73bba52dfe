"""A scoring model and the policy around it as plain values, ready to be compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from credit_portal.shared.workdays import add_months
from entities.fact_types import FactType
from grading.choices import CreditClass, CreditGrade, GradeSource, IndicatorBasis, NationalGrade


@dataclass(frozen=True)
class IndicatorSpec:
    """One line of a model.

    Attributes:
        points: what each fact adds (negative: costs), by fact type; of an industry assessment by
            grade; of a repetition the same for every fact type it counts.
        cap: the most the indicator adds or costs in all, as a positive number; ``None``: no limit.
        window_months: a fact counts so long from the date of its document; ``None``: until the
            record ends, and never longer than the model's ``adverse_years``.
        halved_after_months: from then on a fact counts half, rounded towards zero.
        best_grade: the best grade that is still possible while a fact counts (veto).
        at_least: a repetition counts once from so many facts of one authority on.
    """

    code: str
    name: str
    basis: IndicatorBasis
    points: Mapping[FactType, int] = field(default_factory=dict)
    grade_points: Mapping[CreditGrade, int] = field(default_factory=dict)
    cap: int | None = None
    window_months: int | None = None
    halved_after_months: int | None = None
    best_grade: CreditGrade | None = None
    at_least: int = 1

    @property
    def is_bonus(self) -> bool:
        """Whether it adds; an indicator either adds or costs."""
        return all(points > 0 for points in self.points.values())

    def months(self, longest: int) -> int:
        """The window in months; nothing is held against anyone for longer than ``longest``."""
        return min(self.window_months or longest, longest)


@dataclass(frozen=True)
class ModelSpec:
    """A version of the scoring model.

    Attributes:
        thresholds: grade → lowest score that still earns it, best first, ``E`` left out.
        bonus_cap: the most that all bonus indicators add together.
    """

    version: int
    base: int
    lowest: int
    highest: int
    bonus_cap: int
    thresholds: tuple[tuple[CreditGrade, int], ...]
    indicators: tuple[IndicatorSpec, ...]

    def of_basis(self, basis: IndicatorBasis) -> tuple[IndicatorSpec, ...]:
        return tuple(indicator for indicator in self.indicators if indicator.basis == basis)


@dataclass(frozen=True)
class PolicySpec:
    """What the pack in force says about grades.

    Attributes:
        edition: pack and version.
        sources: where a grade comes from, in order of preference; the first that has one decides.
            The local model always has one: what would come behind it is left out.
        longest_months: how long an adverse fact may count at most.
        leaves_out_disputed: whether a record does not count while it is contested.
    """

    edition: str
    sources: tuple[GradeSource, ...]
    classes: Mapping[CreditGrade, CreditClass]
    national_grades: Mapping[NationalGrade, CreditGrade]
    no_data_grade: CreditGrade
    industry_feeds_public: bool
    longest_months: int
    leaves_out_disputed: bool = False


def window_cutoff(on: date, months: int) -> date:
    """The latest day whose window of ``months`` is over on ``on``: later documents still count.

    A document of day d counts while ``add_months(d, months) > on``; months have different lengths,
    so the inverse is searched among the few days around it.
    """
    day = add_months(on, -months) + timedelta(days=4)
    while add_months(day, months) > on:
        day -= timedelta(days=1)
    return day
