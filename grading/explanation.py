"""Why a business has its grade, on any day, as known at any moment: the grade passport.

The sums come from the query of the run itself; here they are taken apart into the records behind
them. The same question always has the same answer, byte for byte.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from credit_portal.shared.errors import Refused
from entities.fact_types import FactType
from entities.models import CreditRecord, Entity
from grading import selectors
from grading.choices import (
    AssessmentSource,
    CreditClass,
    CreditGrade,
    GradeSource,
    IndicatorBasis,
)
from grading.judging import RESULT_COLUMNS, GradingQuery
from grading.models import ExternalAssessment, GradeOverride
from grading.spec import IndicatorSpec

# Columns of a record that an explanation shows.
FACT_COLUMNS = (
    "id", "fact_type", "title", "document_number", "authority_name", "authority_code", "decided_on",
    "published_until", "repairable_from",
)  # fmt: skip
# So many days ahead a grade is worked out, each a day on which something stops counting.
DAYS_AHEAD = 40


@dataclass(frozen=True)
class Fact:
    """A counted record, as much of it as an explanation shows."""

    record: int
    fact_type: FactType
    title: str
    document_number: str
    authority_name: str
    authority_code: str
    decided_on: date
    published_until: date | None
    repairable_from: date | None


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What one record (or an industry's result) does under one indicator.

    Attributes:
        record: key of the credit record; ``None`` for a result from outside.
        counts_until: the day on which it stops counting by itself.
        repairable_from: the day from which a repair may be applied for.
    """

    indicator: str
    indicator_name: str
    record: int | None
    reason: str
    document_number: str = ""
    counts_until: date | None = None
    repairable_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Line(Effect):
    """Points on the score.

    Attributes:
        points: what the model gives for it.
        counted_points: what is left of that under the caps of the indicator and of all bonuses.
    """

    points: int
    counted_points: int


@dataclass(frozen=True, kw_only=True)
class Veto(Effect):
    """Better grades than ``best_grade`` are barred."""

    best_grade: CreditGrade


@dataclass(frozen=True)
class Explanation:
    """A grade with everything it rests on; ``query`` holds the rules."""

    entity: Entity
    query: GradingQuery
    known_at: datetime
    score: int | None
    grade: CreditGrade
    credit_class: CreditClass
    source: GradeSource
    lacks_information: bool
    lines: tuple[Line, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    next_change_on: date | None = None
    override: GradeOverride | None = None
    assessments: tuple[ExternalAssessment, ...] = ()

    @property
    def effects(self) -> tuple[Effect, ...]:
        return (*self.lines, *self.vetoes)

    @property
    def on(self) -> date:
        return self.query.on

    @property
    def base(self) -> int:
        return self.query.model.base

    @property
    def model(self) -> str:
        return f"v{self.query.model.version}"

    @property
    def pack(self) -> str:
        return self.query.policy.edition


@dataclass(frozen=True)
class Forecast:
    """What the grade becomes by itself if nothing new is reported.

    Attributes:
        on: the first day on which the grade is another one; with the same grade the day up to which
            it was looked ahead, or ``None`` where it never changes by itself.
    """

    on: date | None
    grade: CreditGrade
    credit_class: CreditClass


def explain(entity: Entity, on: date, known_at: datetime) -> Explanation:
    """The grade of a business on a day, as known at an instant, under the rules of that day.

    Raises:
        Refused: no scoring model was in force on that day, or the business was not known then.
    """
    query = selectors.grading_query(on, known_at)
    return explain_by(query, entity, known_at)


def explain_by(query: GradingQuery, entity: Entity, known_at: datetime) -> Explanation:
    """The same under other rules, e.g. a model that is published but not yet in force."""
    found = explain_many(query, [entity], known_at)
    if not found:
        then = f"{localtime(known_at):%Y年%-m月%-d日}"
        raise Refused("not_in_register_then", f"{then}该主体尚未建档，没有等级。")
    return found[entity.pk]


def explain_many(
    query: GradingQuery, entities: Iterable[Entity], known_at: datetime
) -> dict[int, Explanation]:
    """The same of each business that was known then, by key, in as many queries as for one."""
    by_key = {entity.pk: entity for entity in entities}
    keys = list(by_key)
    facts = _facts(query, keys, known_at)
    assessments, overrides = defaultdict(list), {}
    for result in ExternalAssessment.objects.filter(entity__in=keys).in_force(query.on, known_at):
        assessments[result.entity_id].append(result)
    for override in GradeOverride.objects.filter(entity__in=keys).in_force(query.on, known_at):
        overrides[override.entity_id] = override
    return {
        key: _explanation(
            query, known_at, result, entity=by_key[key], facts=facts[key],
            assessments=tuple(assessments[key]), override=overrides.get(key),
        )
        for key, result in _results(query, keys, known_at).items()
    }  # fmt: skip


def _explanation(
    query: GradingQuery, known_at: datetime, result: dict[str, Any], *, entity: Entity,
    facts: list[Fact], assessments: tuple[ExternalAssessment, ...],
    override: GradeOverride | None,
) -> Explanation:  # fmt: skip
    lines = _within_bonus_cap(
        [*_lines(query, facts), *_industry_lines(query, assessments)], query.model.bonus_cap
    )
    return Explanation(
        entity=entity,
        query=query,
        known_at=known_at,
        score=result["score"],
        grade=CreditGrade(result["grade"]),
        credit_class=CreditClass(result["credit_class"]),
        source=GradeSource(result["source"]),
        lacks_information=result["lacks_information"],
        lines=tuple(lines),
        vetoes=tuple(_vetoes(query, facts)),
        next_change_on=result["next_change_on"],
        override=override,
        assessments=assessments,
    )


def foresee(found: Explanation) -> Forecast:
    """The earliest day on which the grade changes by itself, and to what, under the same rules.

    A query for each day up to it, few for nearly all. Several days in one statement cost no less:
    the database plans each of them.
    """
    day = found.next_change_on
    for _ in range(DAYS_AHEAD):
        if day is None:
            break
        key = found.entity.pk
        result = _results(replace(found.query, on=day), [key], found.known_at)[key]
        if result["grade"] != found.grade:
            return Forecast(day, CreditGrade(result["grade"]), CreditClass(result["credit_class"]))
        day = result["next_change_on"]
    return Forecast(day, found.grade, found.credit_class)


def _results(
    query: GradingQuery, keys: Sequence[int], known_at: datetime
) -> dict[int, dict[str, Any]]:
    """What the query of the run gives, by business."""
    with connection.cursor() as cursor:
        cursor.execute(query.results(_among("{id}", keys)), {"known_at": known_at})
        rows = [dict(zip(RESULT_COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return {row["entity_id"]: row for row in rows}


def _facts(
    query: GradingQuery, keys: Sequence[int], known_at: datetime
) -> defaultdict[int, list[Fact]]:
    """The counted records by business, oldest first."""
    columns = ", ".join(f"r.{name}" for name in FACT_COLUMNS)
    facts = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.entity_id, {columns} FROM {CreditRecord._meta.db_table} AS r"
            f" WHERE {query.facts.counted('r')} AND {_among('r.entity_id', keys)}"
            " ORDER BY r.decided_on, r.id",
            {"known_at": known_at},
        )
        for entity, record, fact_type, *shown in cursor.fetchall():
            facts[entity].append(Fact(record, FactType(fact_type), *shown))
    return facts


def _among(column: str, keys: Sequence[int]) -> str:
    return f"{column} IN ({', '.join(f'{key:d}' for key in keys) or 'NULL'})"


def _lines(query: GradingQuery, facts: Iterable[Fact]) -> Iterator[Line]:
    """The records under each indicator, cut to its cap."""
    for indicator in query.model.indicators:
        counting = [fact for fact in facts if _counts(query, indicator, fact)]
        if indicator.basis == IndicatorBasis.FACTS:
            yield from _capped(indicator, [_line(query, indicator, fact) for fact in counting])
        elif indicator.basis == IndicatorBasis.REPETITION:
            yield from _repetition(query, indicator, counting)


def _counts(query: GradingQuery, indicator: IndicatorSpec, fact: Fact) -> bool:
    return fact.fact_type in indicator.points and fact.decided_on > query.facts.cutoff(indicator)


def _line(query: GradingQuery, indicator: IndicatorSpec, fact: Fact) -> Line:
    points = indicator.points[fact.fact_type]
    line = Line(**_effect(query, indicator, fact), points=points, counted_points=points)
    halving = query.facts.halving(indicator)
    if halving and fact.decided_on <= halving:
        half = int(points / 2)
        reason = f"{line.reason}（已减半计分）"
        return replace(line, points=half, counted_points=half, reason=reason)
    return line


def _effect(query: GradingQuery, indicator: IndicatorSpec, fact: Fact) -> dict[str, Any]:
    """What lines and vetoes have in common."""
    return {
        "indicator": indicator.code,
        "indicator_name": indicator.name,
        "record": fact.record,
        "reason": f"{fact.authority_name}{fact.decided_on:%Y年%-m月%-d日}：{fact.title}",
        "document_number": fact.document_number,
        "counts_until": _end(query, indicator, fact),
        "repairable_from": fact.repairable_from,
    }


def _end(query: GradingQuery, indicator: IndicatorSpec, fact: Fact) -> date:
    window = query.facts.window_end(indicator, fact.decided_on)
    return min(window, fact.published_until) if fact.published_until else window


def _capped(indicator: IndicatorSpec, lines: list[Line]) -> Iterator[Line]:
    """The oldest records fill the cap, what comes behind it counts nothing."""
    left = indicator.cap
    for line in lines:
        counted = line.points if left is None else _cut(line.points, left)
        if left is not None:
            left -= abs(counted)
        yield replace(line, counted_points=counted)


def _cut(points: int, limit: int) -> int:
    return max(-limit, min(limit, points))


def _repetition(
    query: GradingQuery, indicator: IndicatorSpec, counting: list[Fact]
) -> Iterator[Line]:
    """One line for the latest record of the authority that decided often enough for longest."""
    by_authority = defaultdict(list)
    for fact in counting:
        if fact.authority_code:
            by_authority[fact.authority_code].append(fact)
    repeated = [facts for facts in by_authority.values() if len(facts) >= indicator.at_least]
    if repeated:
        ends = {_repeated_until(query, indicator, facts): facts for facts in repeated}
        facts = ends[max(ends)]
        line = _line(query, indicator, facts[-1])
        yield replace(line, reason=f"{line.reason}（共 {len(facts)} 次）", counts_until=max(ends))


def _repeated_until(query: GradingQuery, indicator: IndicatorSpec, facts: list[Fact]) -> date:
    """The day on which too few of them are left."""
    ends = sorted(_end(query, indicator, fact) for fact in facts)
    return ends[len(ends) - indicator.at_least]


def _industry_lines(
    query: GradingQuery, assessments: Iterable[ExternalAssessment]
) -> Iterator[Line]:
    """The worst of the industries' results, where the pack feeds it into the public model."""
    indicator = query.feed
    results = [a for a in assessments if a.source == AssessmentSource.INDUSTRY]
    if indicator and results:
        worst = min(results, key=lambda a: indicator.grade_points[CreditGrade(a.grade)])
        points = indicator.grade_points[CreditGrade(worst.grade)]
        yield Line(
            indicator=indicator.code, indicator_name=indicator.name, record=None,
            reason=str(worst), counts_until=worst.counts_until,
            points=points, counted_points=points,
        )  # fmt: skip


def _within_bonus_cap(lines: Iterable[Line], limit: int) -> Iterator[Line]:
    """All bonuses together add no more than the model's limit."""
    left = limit
    for line in lines:
        if line.counted_points <= 0:
            yield line
        else:
            counted = min(line.counted_points, left)
            left -= counted
            yield replace(line, counted_points=counted)


def _vetoes(query: GradingQuery, facts: Iterable[Fact]) -> Iterator[Veto]:
    for indicator in query.model.indicators:
        for fact in facts:
            if indicator.best_grade and _counts(query, indicator, fact):
                effect = _effect(query, indicator, fact)
                yield Veto(**effect, best_grade=indicator.best_grade)
