"""Businesses with a few facts, and what the reference model says of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from credit_portal.policy.selectors import pack_by_code
from entities.fact_types import RULES, FactType
from entities.models import Entity
from grading import selectors
from grading.choices import AssessmentSource, CreditGrade, OverrideStatus
from grading.explanation import Explanation, explain
from grading.judging import GradingQuery
from grading.models import ExternalAssessment, GradeOverride
from tests.factories.accounts import UserFactory
from tests.factories.entities import EntityFactory
from tests.grading.population import KNOWN_AT, ON, Deed, write

RULE_OF = {rule.fact_type: rule for rule in reversed(RULES)}


def of(fact: FactType, days_ago: int = 20, **how: int) -> Deed:
    """A fact of a type; ``days_ago`` it was decided, the day it was recorded with it."""
    return Deed(RULE_OF[fact], days_ago, **how)


def graded(*facts: Deed, on: date = ON, known_at: datetime = KNOWN_AT) -> Explanation:
    entity = EntityFactory()
    write(entity, facts)
    return explain(entity, on, known_at)


def counted(found: Explanation, indicator: str) -> int:
    """What an indicator adds or costs in all."""
    return sum(line.counted_points for line in found.lines if line.indicator == indicator)


def at(days_ago: int) -> datetime:
    return KNOWN_AT - timedelta(days=days_ago)


def override(entity: Entity, **values: object) -> GradeOverride:
    given = {
        "entity": entity, "grade": CreditGrade.C, "reason": "重大贡献", "from_on": ON,
        "until_on": ON + timedelta(days=30), "status": OverrideStatus.APPROVED,
        "proposed_by": UserFactory(lead_officer=True), "proposed_at": at(2),
        "decided_by": UserFactory(lead_officer=True), "decided_at": at(1),
    }  # fmt: skip
    return GradeOverride.objects.create(**(given | values))


def assessed(entity: Entity, source: AssessmentSource, grade: str, **values: object) -> None:
    given = {
        "entity": entity, "source": source, "grade": grade, "period": "2026Q3",
        "domain": "", "period_ends_on": date(2026, 9, 30), "counts_from": date(2026, 11, 1),
        "counts_until": date(2027, 2, 1), "recorded_at": at(10),
    }  # fmt: skip
    ExternalAssessment.objects.create(**(given | values))


def jiangyin(on: date = ON) -> GradingQuery:
    """The rules of Jiangyin, where the industries' last period feeds the local model."""
    query = selectors.grading_query(on, KNOWN_AT)
    return replace(query, policy=selectors.policy_spec(pack_by_code("jiangyin", on)))
