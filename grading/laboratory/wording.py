"""A scoring model as officers read it: score ranges, what each indicator counts, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from entities.fact_types import FactType
from grading.choices import CreditClass, CreditGrade, IndicatorBasis
from grading.models import Indicator, ScoringModel
from grading.selectors import spec_of
from grading.spec import PolicySpec


@dataclass(frozen=True)
class Band:
    """The scores that earn a grade, and its class in the pack in force."""

    grade: CreditGrade
    lowest: int
    highest: int
    credit_class: CreditClass | None


def bands(model: ScoringModel, policy: PolicySpec) -> list[Band]:
    """A to E with their scores."""
    spec = spec_of(model)
    starts = [*(lowest for _, lowest in spec.thresholds), spec.lowest]
    ends = [spec.highest + 1, *starts]
    return [
        Band(grade, lowest, end - 1, policy.classes.get(grade))
        for grade, lowest, end in zip(CreditGrade, starts, ends, strict=False)
    ]


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in words.

    Attributes:
        weights: what it counts → points.
    """

    indicator: Indicator
    weights: tuple[tuple[str, int], ...]
    limits: tuple[str, ...]


def indicator_rows(model: ScoringModel) -> list[IndicatorRow]:
    return [
        IndicatorRow(indicator, weights_of(indicator), tuple(_limits(indicator)))
        for indicator in model.indicators.all()
    ]


def weights_of(indicator: Indicator) -> tuple[tuple[str, int], ...]:
    """The facts (or grades of an industry) it counts, with their points."""
    if indicator.basis == IndicatorBasis.INDUSTRY:
        return tuple(
            (f"行业{CreditGrade(g).label}", n) for g, n in sorted(indicator.points.items())
        )
    facts = sorted((int(fact), number) for fact, number in indicator.points.items())
    return tuple((str(FactType(fact).label), number) for fact, number in facts)


def _limits(indicator: Indicator) -> Iterator[str]:
    if indicator.basis == IndicatorBasis.REPETITION:
        yield f"同一机关满 {indicator.at_least} 次起，只计一次"
    if indicator.cap is not None:
        yield f"累计不超过 {indicator.cap} 分"
    if indicator.window_months:
        yield f"计分 {indicator.window_months} 个月"
    if indicator.halved_after_months:
        yield f"满 {indicator.halved_after_months} 个月减半"
    if indicator.best_grade:
        yield f"最高评为{indicator.get_best_grade_display()}"
