"""What makes a scoring model fit to be published: pure functions of plain values.

Each business must get exactly one grade from every score, each fact exactly one weight, each grade
its class. What is wrong is said in a sentence that names the place.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise

from entities.fact_types import FactType
from grading.choices import CreditGrade, IndicatorBasis
from grading.spec import IndicatorSpec, ModelSpec, PolicySpec

SCORED_FACTS = tuple(fact for fact in FactType if fact != FactType.UNSCORED)
REPEATED = 2  # fewer facts are no repetition
MOST_MONTHS = 600  # of a window: no business is graded by older facts


@dataclass(frozen=True)
class Problem:
    """One reason why a model cannot be published.

    Attributes:
        indicator: code of the indicator it stands in; empty for the model as a whole.
    """

    code: str
    message: str
    indicator: str = ""


def problems_of(model: ModelSpec, policy: PolicySpec) -> tuple[Problem, ...]:
    """Everything that is wrong with a model under a policy; nothing, if it may be published."""
    found = [*_scale(model), *_thresholds(model), *_facts(model), *_industry(model)]
    for indicator in model.indicators:
        found += _indicator(indicator, policy)
    return (*found, *_classes(policy))


def digest_of(model: ModelSpec) -> str:
    """SHA-256 over the whole content of a model: two with the same digest grade alike."""
    content = json.dumps(asdict(model), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _scale(model: ModelSpec) -> Iterator[Problem]:
    if model.lowest >= model.highest:
        yield Problem("empty_scale", f"最低分 {model.lowest} 应小于最高分 {model.highest}。")
    if not model.lowest <= model.base <= model.highest:
        yield Problem(
            "base_outside_scale",
            f"基础分 {model.base} 不在 {model.lowest} 分至 {model.highest} 分之间。",
        )
    if model.bonus_cap < 0:
        yield Problem("negative_bonus_cap", f"加分上限 {model.bonus_cap} 不能小于 0。")


def _thresholds(model: ModelSpec) -> Iterator[Problem]:
    """The grades follow each other without overlap, each with a score that can be reached."""
    for (better, upper), (worse, lower) in pairwise(model.thresholds):
        if upper <= lower:
            yield Problem(
                "overlapping_thresholds",
                f"{better.label}最低分 {upper} 应高于{worse.label}最低分 {lower}，现在两级重叠。",
            )
    for grade, threshold in model.thresholds:
        # E holds what lies below the last threshold, so that one may not be the lowest score.
        if not model.lowest < threshold <= model.highest:
            yield Problem(
                "threshold_outside_scale",
                f"{grade.label}最低分 {threshold} 应高于最低分 {model.lowest}，"
                f"且不超过最高分 {model.highest}。",
            )


def _facts(model: ModelSpec) -> Iterator[Problem]:
    """Every fact is scored by one indicator, and by one only (repetition comes on top)."""
    counting = model.of_basis(IndicatorBasis.FACTS)
    for fact in SCORED_FACTS:
        codes = [indicator.code for indicator in counting if fact in indicator.points]
        if not codes:
            yield Problem("missing_indicator", f"“{fact.label}”没有计分指标。")
        if len(codes) > 1:
            named = "、".join(codes)
            yield Problem("fact_counted_twice", f"“{fact.label}”在指标 {named} 中重复计分。")
    for code, number in Counter(i.code for i in model.indicators).items():
        if number > 1:
            yield Problem("code_used_twice", f"指标编码 {code} 使用了 {number} 次。", code)


def _industry(model: ModelSpec) -> Iterator[Problem]:
    indicators = model.of_basis(IndicatorBasis.INDUSTRY)
    if len(indicators) > 1:
        named = "、".join(indicator.code for indicator in indicators)
        yield Problem("second_industry", f"行业信用评价只能有一个指标，现有 {named}。")


def _indicator(indicator: IndicatorSpec, policy: PolicySpec) -> Iterator[Problem]:
    for code, sentence in _wrong_with(indicator, policy):
        yield Problem(code, f"指标 {indicator.code}（{indicator.name}）{sentence}", indicator.code)


def _wrong_with(indicator: IndicatorSpec, policy: PolicySpec) -> Iterator[tuple[str, str]]:
    """Codes and ends of sentences."""
    match indicator.basis:
        case IndicatorBasis.FACTS:
            yield from _wrong_points(indicator)
            yield from _wrong_halving(indicator, policy.longest_months)
        case IndicatorBasis.REPETITION:
            yield from _wrong_points(indicator)
            yield from _wrong_repetition(indicator)
        case IndicatorBasis.INDUSTRY:
            yield from _wrong_grades(indicator)
    if indicator.window_months is not None and indicator.window_months < 1:
        yield "window_too_short", "的计分期限至少为 1 个月。"
    if (indicator.window_months or 0) > MOST_MONTHS:
        yield "window_too_long", f"的计分期限最多为 {MOST_MONTHS} 个月。"


def _wrong_points(indicator: IndicatorSpec) -> Iterator[tuple[str, str]]:
    values = indicator.points.values()
    if not values:
        yield "no_points", "没有填写任何事实的分值。"
    if any(value > 0 for value in values) and not indicator.is_bonus:
        yield "mixed_points", "既有加分又有不加分的事实，应分成两个指标。"


def _wrong_halving(indicator: IndicatorSpec, longest_months: int) -> Iterator[tuple[str, str]]:
    months = indicator.halved_after_months
    if months is None:
        return
    window = indicator.months(longest_months)
    if months < 1:
        yield "halving_too_early", "的减半起点至少为 1 个月。"
    if months >= window:
        yield "halving_after_window", f"的减半起点 {months} 个月应早于计分期限 {window} 个月。"


def _wrong_repetition(indicator: IndicatorSpec) -> Iterator[tuple[str, str]]:
    """A repetition counts once, the same whatever was repeated, and whole until it ends."""
    if len(set(indicator.points.values())) > 1:
        yield "unequal_repetition", "对各类事实的分值应相同。"
    if indicator.at_least < REPEATED:
        yield "repetition_too_few", f"的起算次数至少为 {REPEATED} 次。"
    if indicator.cap is not None or indicator.halved_after_months is not None:
        yield "repetition_limited", "只计一次，不能设累计上限或减半起点。"
    if indicator.best_grade is not None:
        # A veto holds from the first fact on, a repetition only from the second.
        yield "repetition_veto", "不能限制最高等级，请在各类事实自己的指标中限制。"


def _wrong_grades(indicator: IndicatorSpec) -> Iterator[tuple[str, str]]:
    missing = [grade.value for grade in CreditGrade if grade not in indicator.grade_points]
    if missing:
        yield "industry_grade_missing", f"缺少行业评价等级 {'、'.join(missing)} 的分值。"


def _classes(policy: PolicySpec) -> Iterator[Problem]:
    for grade in CreditGrade:
        if grade not in policy.classes:
            yield Problem("grade_without_class", f"政策包没有规定{grade.label}对应的信用类别。")
