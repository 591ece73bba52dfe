"""The plain way: business by business, its records by the ORM, the rules in Python."""

from collections import Counter
from collections.abc import Iterable, Sequence

from entities.models import CreditRecord, Entity
from grading.choices import CreditGrade
from grading.spec import IndicatorSpec
from tools.bench.grading.rules import Rules, repetition_points


def grade_sample(keys: Sequence[int], rules: Rules) -> dict[int, str]:
    """Key of the business → grade."""
    entities = Entity.objects.filter(pk__in=keys)
    return {entity.pk: _grade(entity.records.all(), rules) for entity in entities}


def _grade(records: Iterable[CreditRecord], rules: Rules) -> str:
    standing = [record for record in records if _stands(record, rules)]
    if not standing:
        return rules.no_data_grade.value
    bonus, malus, best = 0, 0, CreditGrade.A
    for indicator in rules.counted:
        matching = _matching(standing, indicator, rules)
        points = _capped(sum(indicator.points[r.fact_type] for r in matching), indicator.cap)
        bonus, malus = bonus + max(points, 0), malus + min(points, 0)
        if matching and indicator.best_grade:
            best = max(best, indicator.best_grade)
    for indicator in rules.repetitions:
        by_authority = Counter(
            r.authority_code for r in _matching(standing, indicator, rules) if r.authority_code
        )
        if any(count >= indicator.at_least for count in by_authority.values()):
            malus += repetition_points(indicator)
    model = rules.model
    score = model.base + min(bonus, model.bonus_cap) + malus
    return max(_by_score(max(model.lowest, min(model.highest, score)), rules), best).value


def _stands(record: CreditRecord, rules: Rules) -> bool:
    """Whether it bears on the grade: known, in force, not too old."""
    after = rules.bearing_after.get(record.fact_type)
    return (
        after is not None
        and after < record.decided_on <= rules.on
        and record.recorded_at <= rules.known_at
        and (record.withdrawn_at is None or record.withdrawn_at > rules.known_at)
        and (record.published_until is None or record.published_until > rules.on)
        and (record.repaired_at is None or record.repaired_at > rules.known_at)
    )


def _matching(
    records: Iterable[CreditRecord], indicator: IndicatorSpec, rules: Rules
) -> list[CreditRecord]:
    after = rules.cutoff(indicator)
    return [r for r in records if r.fact_type in indicator.points and r.decided_on > after]


def _capped(points: int, cap: int | None) -> int:
    return points if cap is None else max(-cap, min(cap, points))


def _by_score(score: int, rules: Rules) -> CreditGrade:
    reached = (grade for grade, lowest in rules.model.thresholds if score >= lowest)
    return next(reached, CreditGrade.E)
