"""Businesses with a few facts, and what the reference model says of them."""

from datetime import date, datetime, timedelta

from entities.fact_types import RULES, FactType
from grading.explanation import Explanation, explain
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
