"""What stands in place of the grade of the model: overrides, and results from outside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from credit_portal.policy.selectors import pack_by_code
from entities.fact_types import FactType
from grading import selectors
from grading.choices import AssessmentSource, CreditClass, CreditGrade, GradeSource, OverrideStatus
from grading.explanation import explain, explain_by, foresee
from grading.words import in_words
from tests.factories.entities import EntityFactory
from tests.grading.explaining import assessed, at, jiangyin, of, override
from tests.grading.population import KNOWN_AT, ON, write

pytestmark = pytest.mark.usefixtures("reference_model")
T = FactType


# --- overrides ---


def test_an_override_holds_for_its_days_and_is_shown() -> None:
    entity = EntityFactory()
    written = override(entity)
    found = explain(entity, ON, KNOWN_AT)
    assert (found.grade, found.credit_class, found.override) == ("C", CreditClass.MINOR, written)
    assert found.score == 80
    assert found.next_change_on == written.until_on
    assert foresee(found).grade == CreditGrade.B
    assert explain(entity, written.until_on, KNOWN_AT).override is None
    assert explain(entity, ON - timedelta(days=1), KNOWN_AT).next_change_on == ON


def test_an_override_counts_once_approved_and_until_it_is_ended() -> None:
    entity = EntityFactory()
    override(entity, status=OverrideStatus.ENDED, ended_at=at(0))
    assert explain(entity, ON, at(2)).override is None
    assert explain(entity, ON, at(1)).override is not None
    assert explain(entity, ON, at(0)).override is None


# --- results from outside ---


@pytest.mark.parametrize(("given", "mapped"), [("A", "A"), ("B", "B"), ("C", "D"), ("D", "E")])
def test_the_national_result_comes_first_and_is_mapped(given: str, mapped: str) -> None:
    entity = EntityFactory()
    write(entity, [of(T.PENALTY_GENERAL)])
    assessed(entity, AssessmentSource.NATIONAL, given)
    found = explain(entity, ON, KNOWN_AT)
    assert (found.grade, found.source) == (mapped, GradeSource.NATIONAL_RESULT)
    assert found.score == 72  # for comparison only
    assert found.next_change_on == date(2027, 2, 1)
    assert explain(entity, date(2027, 2, 1), KNOWN_AT).source == GradeSource.LOCAL_MODEL


def test_a_withdrawn_result_counted_until_then() -> None:
    entity = EntityFactory()
    assessed(entity, AssessmentSource.NATIONAL, "D", withdrawn_at=at(3), withdrawal_reason="误报")
    assert explain(entity, ON, at(4)).grade == CreditGrade.E
    assert explain(entity, ON, at(3)).grade == CreditGrade.B


@pytest.mark.parametrize(("given", "points"), [("A", 5), ("B", 2), ("C", 0), ("D", -5), ("E", -10)])
def test_an_industry_of_the_previous_period_feeds_the_model(given: str, points: int) -> None:
    entity = EntityFactory()
    assessed(entity, AssessmentSource.INDUSTRY, given, domain="工程建设")
    found = explain_by(jiangyin(), entity, KNOWN_AT)
    assert (found.source, found.score) == (GradeSource.LOCAL_MODEL, 80 + points)
    assert [(line.indicator, line.record) for line in found.lines] == [("M1", None)]


def test_an_industry_result_does_not_feed_the_model_of_its_own_period() -> None:
    entity = EntityFactory()
    assessed(entity, AssessmentSource.INDUSTRY, "E", domain="工程建设")
    early = date(2026, 10, 31)
    found = explain_by(jiangyin(early), entity, KNOWN_AT)
    assert (found.score, found.next_change_on) == (80, date(2026, 11, 1))


def test_of_several_industries_the_worst_counts() -> None:
    entity = EntityFactory()
    assessed(entity, AssessmentSource.INDUSTRY, "A", domain="工程建设")
    assessed(entity, AssessmentSource.INDUSTRY, "D", domain="食品安全")
    assert explain_by(jiangyin(), entity, KNOWN_AT).score == 75


def test_the_province_decides_where_the_pack_says_so() -> None:
    """伊春 二-3: the city gives no result of its own; without any, the pack's answer holds."""
    policy = selectors.policy_spec(pack_by_code("yichun", ON))
    yichun = replace(selectors.grading_query(ON, KNOWN_AT), policy=policy)
    entity = EntityFactory()
    write(entity, [of(T.PENALTY_GENERAL)])
    found = explain_by(yichun, entity, KNOWN_AT)
    assert (found.grade, found.score) == (CreditGrade.B, None)
    assessed(entity, AssessmentSource.INDUSTRY, "C", domain="道路运输")
    assert explain_by(yichun, entity, KNOWN_AT).source == GradeSource.INDUSTRY_RESULT
    assessed(entity, AssessmentSource.PROVINCE, "E")
    found = explain_by(yichun, entity, KNOWN_AT)
    assert (found.grade, found.source) == (CreditGrade.E, GradeSource.PROVINCE_RESULT)
    why = in_words(found, foresee(found)).why
    assert "等级采用省公共信用综合评价结果：2026Q3评为E级。" in why
