"""A scoring model as officers read it: score ranges, what each indicator counts, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Field

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
        IndicatorRow(indicator, weights_of(indicator.points), tuple(_limits(indicator)))
        for indicator in model.indicators.all()
    ]


def weights_of(points: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The facts, or grades of an industry, that points are given for, with their points."""
    keys = sorted(points, key=lambda key: (len(key), key))
    return tuple((_label(key), points[key]) for key in keys)


def _label(key: str) -> str:
    if key.isdecimal():
        return str(FactType(int(key)).label)
    return f"行业评价{CreditGrade(key).label}"


def change_in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What an edit of an indicator changed: “累计上限 24 → 30；行政处罚（一般） -8 → -10”."""
    plain = [name for name in after if name != "points" and before[name] != after[name]]
    changes = [(_verbose(name), before[name], after[name]) for name in plain]
    old, new = (dict(weights_of(values["points"])) for values in (before, after))
    for label in dict.fromkeys([*old, *new]):
        if old.get(label) != new.get(label):
            changes.append((label, old.get(label), new.get(label)))
    return "；".join(f"{label} {_shown(was)} → {_shown(now)}" for label, was, now in changes)


def _verbose(name: str) -> str:
    return str(cast(Field, Indicator._meta.get_field(name)).verbose_name)


def _shown(value: Any) -> str:
    return "（空）" if value in (None, "") else str(value)


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
