"""A model with a missing indicator, overlapping thresholds or a grade without a class is found."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from credit_portal.policy.packaged import installed_pack
from entities.fact_types import FactType
from grading import defaults
from grading.choices import CreditGrade, IndicatorBasis
from grading.models import Indicator, ScoringModel
from grading.rules import digest_of, problems_of
from grading.selectors import policy_spec, spec_of
from grading.spec import ModelSpec, PolicySpec

Change = Callable[[ModelSpec], ModelSpec]


@pytest.fixture(scope="module")
def reference() -> ModelSpec:
    """The model that ships, without a database."""
    said = tomllib.loads(defaults.SOURCE.read_text(encoding="utf-8"))
    indicators = [Indicator(**defaults.indicator_values(entry)) for entry in said["indicators"]]
    model = ScoringModel(pk=1, version=1, **defaults.model_values(said))
    model._prefetched_objects_cache = {"indicators": indicators}
    return spec_of(model)


@pytest.fixture(scope="module")
def policy() -> PolicySpec:
    return policy_spec(installed_pack("yichun"))


def of(**values: Any) -> Change:
    return lambda model: replace(model, **values)


def indicator(code: str, **values: Any) -> Change:
    """The model with one indicator changed."""

    def change(model: ModelSpec) -> ModelSpec:
        changed = (replace(i, **values) if i.code == code else i for i in model.indicators)
        return replace(model, indicators=tuple(changed))

    return change


def without(code: str) -> Change:
    return lambda model: replace(
        model, indicators=tuple(i for i in model.indicators if i.code != code)
    )


def also(code: str, of_code: str) -> Change:
    """The model with a second indicator that counts what ``of_code`` counts."""

    def change(model: ModelSpec) -> ModelSpec:
        twin = next(i for i in model.indicators if i.code == of_code)
        return replace(model, indicators=(*model.indicators, replace(twin, code=code)))

    return change


def thresholds(*lowest: int) -> Change:
    return of(thresholds=tuple(zip(CreditGrade, lowest, strict=False)))


def test_the_reference_model_has_no_problem(reference: ModelSpec, policy: PolicySpec) -> None:
    assert problems_of(reference, policy) == ()


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (thresholds(90, 90, 65, 50), "overlapping_thresholds", "A级最低分 90 应高于B级最低分 90"),
        (thresholds(90, 60, 65, 50), "overlapping_thresholds", "B级最低分 60 应高于C级最低分 65"),
        (thresholds(101, 80, 65, 50), "threshold_outside_scale", "A级最低分 101"),
        (thresholds(90, 80, 65, 0), "threshold_outside_scale", "D级最低分 0"),
        (of(base=101), "base_outside_scale", "基础分 101"),
        (of(lowest=100), "empty_scale", "最低分 100"),
        (of(bonus_cap=-1), "negative_bonus_cap", "加分上限 -1"),
        (without("X1"), "missing_indicator", "“投诉举报查实”没有计分指标"),
        (also("X2", "X1"), "fact_counted_twice", "“投诉举报查实”在指标 X1、X2 中重复计分"),
        (also("X1", "X1"), "code_used_twice", "X1 使用了 2 次"),
        (also("M2", "M1"), "second_industry", "现有 M1、M2"),
        (indicator("M1", grade_points={CreditGrade.A: 5}), "industry_grade_missing", "B、C、D、E"),
        (indicator("X1", points={}), "no_points", "X1（投诉举报查实）没有填写"),
        (
            indicator("T2", points={FactType.INTERVIEW: 3, FactType.INTERVIEW_ABSENT: -6}),
            "mixed_points", "T2",
        ),
        (
            indicator("H3", points={FactType.PUBLIC_BENEFIT: 1, FactType.TAX_CREDIT_A: 0}),
            "mixed_points", "H3",
        ),
        (
            indicator("P4", points={FactType.PENALTY_MINOR: -1, FactType.PENALTY_GENERAL: -2}),
            "unequal_repetition", "P4",
        ),
        (indicator("P4", at_least=1), "repetition_too_few", "至少为 2 次"),
        (indicator("P4", cap=5), "repetition_limited", "只计一次"),
        (indicator("P4", best_grade=CreditGrade.C), "repetition_veto", "不能限制最高等级"),
        (indicator("P1", window_months=0), "window_too_short", "P1"),
        (indicator("P1", window_months=601), "window_too_long", "最多为 600 个月"),
        (indicator("P2", halved_after_months=0), "halving_too_early", "P2"),
        (indicator("P2", halved_after_months=12), "halving_after_window", "应早于计分期限 12 个月"),
        (indicator("L3", halved_after_months=60), "halving_after_window", "计分期限 60 个月"),
    ],
)  # fmt: skip
def test_a_problem_is_named(
    change: Change, code: str, words: str, reference: ModelSpec, policy: PolicySpec
) -> None:
    found = problems_of(change(reference), policy)
    named = [problem.message for problem in found if problem.code == code]
    assert any(words in message for message in named), found


def test_a_grade_without_a_class_is_named(reference: ModelSpec, policy: PolicySpec) -> None:
    classes = {grade: c for grade, c in policy.classes.items() if grade != CreditGrade.E}
    (found,) = problems_of(reference, replace(policy, classes=classes))
    assert (found.code, "E级" in found.message) == ("grade_without_class", True)


def test_what_is_only_shown_needs_no_points(reference: ModelSpec) -> None:
    (shown,) = reference.of_basis(IndicatorBasis.RELATED)
    assert not shown.points


@pytest.mark.parametrize(
    "change", [of(base=79), thresholds(91, 80, 65, 50), indicator("P1", cap=7), without("R1")]
)
def test_the_digest_follows_the_content(change: Change, reference: ModelSpec) -> None:
    assert digest_of(change(reference)) != digest_of(reference)
    assert digest_of(replace(reference)) == digest_of(reference)
