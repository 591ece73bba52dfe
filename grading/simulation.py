"""A trial over the city: the rules in force and those tried, side by side on the same facts.

Businesses whose grade would change are written as moves of the report by the statement that finds
them; everything else is only counted. No grade in force is read or written.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from credit_portal.policy.models import PackVersion
from credit_portal.policy.schema import Pack
from credit_portal.policy.selectors import pack_tried
from credit_portal.policy.services import pack_in_force
from entities.models import Entity
from grading import selectors
from grading.choices import CreditGrade, GradeSource
from grading.judging import GradingQuery
from grading.models import ScoringModel, SimulatedMove, SimulationReport
from grading.ranges import Findings, Progress, Scope, execute, over_ranges
from grading.spec import ModelSpec

ENTITIES = Entity._meta.db_table
MOVES = SimulatedMove._meta.db_table
REACH = 2  # points on either side of a threshold that count as its crowd
GROUPS = ("town", "section", "kind")
FULL_RATIO = 100

Counts = dict[str, Counter[str]]


@dataclass(frozen=True)
class Rules:
    """One side of the comparison: the query, and the pack that says what follows from a grade."""

    query: GradingQuery
    pack: Pack


def base_rules(report: SimulationReport) -> Rules:
    """What was in force when the trial began."""
    return _rules(report, report.base_model, pack_in_force(report.on))


def tried_rules(report: SimulationReport) -> Rules:
    """What is tried, as it reads now."""
    return _rules(report, report.model, tried_pack(report.pack_version, report.on))


def tried_pack(version: PackVersion | None, on: date) -> Pack:
    """The pack that a trial goes by: the one in force, unless a version is tried."""
    return pack_tried(version, on) if version else pack_in_force(on)


def _rules(report: SimulationReport, model: ScoringModel, pack: Pack) -> Rules:
    query = GradingQuery(selectors.spec_of(model), selectors.policy_spec(pack), report.on)
    return Rules(query, pack)


def simulate(
    report: SimulationReport, base: Rules, tried: Rules, progress: Progress
) -> dict[str, Any]:
    """Compare both over the whole city; returns the values of the report's fields."""
    found: Counts = defaultdict(Counter)
    work = partial(_compare, report, base.query, tried.query)
    for findings in over_ranges(work, progress):
        for finding, key, number in findings:
            found[finding][key] += number
    transitions = found["transitions"]
    return {
        "entities": transitions.total(),
        "moved": sum(n for way, n in transitions.items() if way[0] != way[-1]),
        "transitions": dict(transitions),
        "class_transitions": dict(found["class_transitions"]),
        "boundaries": _boundaries(tried.query.model, found["scores"]),
        "groups": {group: _group(found[group]) for group in GROUPS},
        "workload": _workload(transitions, base.pack, tried.pack),
    }


def _compare(
    report: SimulationReport, base: GradingQuery, tried: GradingQuery, scope: Scope
) -> Findings:
    """Grade the businesses in scope by both, write who moves, count the rest."""
    statement = (
        f"WITH base AS MATERIALIZED ({base.results(scope)}),"
        f" tried AS MATERIALIZED ({tried.results(scope)}), {_BOTH}"
    )
    return execute(statement, {"known_at": report.known_at, "report": report.pk})


_MOVE_COLUMNS = "score_before, score_after, grade_before, grade_after"
_BY_SCORE = f"source = '{GradeSource.LOCAL_MODEL.value}' AND NOT (lacks_information OR overridden)"
_BOTH = f"""
    pairs AS MATERIALIZED (
        SELECT b.entity_id, b.score AS score_before, t.score AS score_after,
            b.grade AS grade_before, t.grade AS grade_after, b.credit_class AS class_before,
            t.credit_class AS class_after, t.source, t.lacks_information,
            t.is_overridden AS overridden
        FROM base AS b JOIN tried AS t ON t.entity_id = b.entity_id),
    written AS (
        INSERT INTO {MOVES} (report_id, entity_id, {_MOVE_COLUMNS})
        SELECT %(report)s, entity_id, {_MOVE_COLUMNS} FROM pairs
        WHERE grade_before <> grade_after),
    placed AS MATERIALIZED (
        SELECT coalesce(e.town_id::text, '') AS town, left(e.industry_code, 1) AS section, e.kind,
            CASE WHEN grade_after < grade_before THEN 'up'
                WHEN grade_after > grade_before THEN 'down' ELSE 'same' END AS way
        FROM pairs JOIN {ENTITIES} AS e ON e.id = pairs.entity_id)
    SELECT 'transitions' AS finding, grade_before || '>' || grade_after AS key, count(*) AS number
        FROM pairs GROUP BY 2
    UNION ALL SELECT 'class_transitions', class_before || '>' || class_after, count(*)
        FROM pairs GROUP BY 2
    UNION ALL SELECT 'scores', score_after::text, count(*) FROM pairs WHERE {_BY_SCORE} GROUP BY 2
    UNION ALL SELECT 'town', town || ':' || way, count(*) FROM placed GROUP BY 2
    UNION ALL SELECT 'section', section || ':' || way, count(*) FROM placed GROUP BY 2
    UNION ALL SELECT 'kind', kind || ':' || way, count(*) FROM placed GROUP BY 2
"""


def _boundaries(model: ModelSpec, scores: Counter[str]) -> dict[str, dict[str, int]]:
    """How many stand within reach of each threshold, score by score."""
    return {
        grade.value: {
            str(score): scores[str(score)]
            for score in range(threshold - REACH, threshold + REACH + 1)
        }
        for grade, threshold in model.thresholds
    }


def _group(found: Counter[str]) -> dict[str, dict[str, int]]:
    """Key of the group → how many there are, would rise and would fall."""
    groups: dict[str, dict[str, int]] = {}
    for key, number in found.items():
        group, way = key.split(":")
        counts = groups.setdefault(group, {"all": 0, "up": 0, "down": 0})
        counts["all"] += number
        if way in counts:
            counts[way] += number
    return groups


def _workload(transitions: Counter[str], base: Pack, tried: Pack) -> dict[str, dict[str, int]]:
    """Inspections expected in a year of the businesses of each grade, before and after."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for way, number in transitions.items():
        before[way[0]] += number
        after[way[-1]] += number
    return {
        grade.value: {
            "before": _inspections(before[grade.value], base, grade),
            "after": _inspections(after[grade.value], tried, grade),
        }
        for grade in CreditGrade
    }


def _inspections(businesses: int, pack: Pack, grade: CreditGrade) -> int:
    """抽查比例 × 检查频次; a frequency that binds upwards only is taken as it stands."""
    rate = pack.rate_of(grade)
    return round(businesses * rate.ratio.value * rate.checks_per_year.value / FULL_RATIO)
