"""What must hold between the values of a resolved pack."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from credit_portal.policy.choices import CreditClass, CreditGrade
from credit_portal.policy.schema.leaves import all_leaves
from credit_portal.policy.schema.pack import Pack

Problem = tuple[str, str]


def check_pack(pack: Pack) -> dict[str, str]:
    """Sentences by path; empty if the pack is sound."""
    return dict(problem for check in _CHECKS for problem in check(pack))


def check_fair(pack: Pack) -> dict[str, str]:
    """What a new version must hold besides: a worse class never gets more than a better one.

    Not asked of a version when it is read: those decided before the question was put stay in force.
    """
    return dict(_incentives_fall_with_classes(pack))


def _incentives_fall_with_classes(pack: Pack) -> Iterator[Problem]:
    for better, worse in pairwise(CreditClass):
        above, below = pack.classes[better], pack.classes[worse]
        for more in set(below.conveniences_allowed.value) - set(above.conveniences_allowed.value):
            path = f"classes.{better.value}.conveniences_allowed"
            yield path, f"“{worse.label}”可享受“{more.label}”，“{better.label}”也应可享受。"
        for less in set(above.conveniences_barred.value) - set(below.conveniences_barred.value):
            path = f"classes.{worse.value}.conveniences_barred"
            yield path, f"“{better.label}”限制“{less.label}”，“{worse.label}”也应限制。"


def _every_class_has_a_grade(pack: Pack) -> Iterator[Problem]:
    reached = set(pack.grading.grade_classes.value.values())
    for missing in [member for member in CreditClass if member not in reached]:
        yield "grading.grade_classes", f"没有等级对应“{missing.label}”。"


def _classes_worsen_with_grades(pack: Pack) -> Iterator[Problem]:
    order = list(CreditClass)
    ranks = [order.index(pack.class_of(grade)) for grade in CreditGrade]
    if ranks != sorted(ranks):
        yield "grading.grade_classes", "较低的等级不能对应较好的类别。"


def _sources_named(pack: Pack) -> Iterator[Problem]:
    if not pack.grading.sources.value:
        yield "grading.sources", "至少要有一个结果来源。"


def _conveniences_apart(pack: Pack) -> Iterator[Problem]:
    for credit_class, treatment in pack.classes.items():
        allowed = set(treatment.conveniences_allowed.value)
        for both in allowed.intersection(treatment.conveniences_barred.value):
            path = f"classes.{credit_class.value}.conveniences_barred"
            yield path, f"“{both.label}”既支持又限制。"


def _ratios_ordered(pack: Pack) -> Iterator[Problem]:
    for tier, rate in pack.inspection.rates.items():
        if not rate.ratio_low.value <= rate.ratio.value <= rate.ratio_high.value:
            path = f"inspection.rates.{tier.value}.ratio"
            yield path, "抽查比例应在下限与上限之间。"


def _ratios_rise(pack: Pack) -> Iterator[Problem]:
    ratios = [pack.rate_of(grade).ratio.value for grade in CreditGrade]
    if ratios != sorted(ratios):
        yield "inspection.tiers", "较低的等级抽查比例不能更低。"


def _periods_ordered(pack: Pack) -> Iterator[Problem]:
    for level, period in pack.publication.periods.items():
        if period.shortest.value > period.longest.value:
            path = f"publication.periods.{level.value}.shortest"
            yield path, "最短公示期不能长于最长公示期。"


def _repair_in_time(pack: Pack) -> Iterator[Problem]:
    if pack.repair.decide_days.value > pack.repair.total_days.value:
        yield "repair.decide_days", "认定单位决定期限不能长于全程期限。"
    if pack.repair.former.valid_until.value >= pack.repair.valid_from.value:
        yield "repair.former.valid_until", "此前规定须在现行规定施行前废止。"


def _fines_ordered(pack: Pack) -> Iterator[Problem]:
    if pack.severity.general_fine_from.value >= pack.severity.serious_fine_from.value:
        yield "severity.serious_fine_from", "严重失信的罚款起点须高于一般失信的起点。"


def _deadlines_refer(pack: Pack) -> Iterator[Problem]:
    keys = {rule.key for rule in pack.deadlines.catalogue.value}
    for rule in pack.deadlines.catalogue.value:
        if rule.rival_of and rule.rival_of not in keys:
            yield "deadlines.catalogue", f"“{rule.label}”对照的 {rule.rival_of} 不存在。"
        if rule.length not in all_leaves():
            yield "deadlines.catalogue", f"“{rule.label}”引用的 {rule.length} 不存在。"


_CHECKS: tuple[Callable[[Any], Iterator[Problem]], ...] = (
    _every_class_has_a_grade,
    _classes_worsen_with_grades,
    _sources_named,
    _conveniences_apart,
    _ratios_ordered,
    _ratios_rise,
    _periods_ordered,
    _repair_in_time,
    _fines_ordered,
    _deadlines_refer,
)
