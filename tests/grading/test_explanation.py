"""Each indicator of the reference model, and what ends, caps, bars or replaces a grade."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from entities.fact_types import FactType
from entities.models import CreditRecord
from grading import selectors
from grading.choices import CreditClass, CreditGrade
from grading.explanation import explain, explain_by, foresee
from grading.judging import GradingQuery
from tests.factories.entities import SHANGHAI, EntityFactory
from tests.grading.explaining import at, counted, graded, of
from tests.grading.population import KNOWN_AT, ON, write

pytestmark = pytest.mark.usefixtures("reference_model")
T = FactType


# --- one fact under its indicator: points, and the best grade that is left ---

ONE_FACT = [
    (T.PENALTY_MINOR, "P1", -2, "C"),
    (T.PENALTY_GENERAL, "P2", -8, "C"),
    (T.PENALTY_SERIOUS, "P3", -20, "D"),
    (T.DECISION_DEFIED, "P5", -15, "D"),
    (T.SERIOUS_LIST, "L1", 0, "E"),
    (T.JUDGMENT_DEBT, "L2", 0, "E"),
    (T.FOCUS_LIST, "L3", -10, "C"),
    (T.ABNORMAL, "L4", -10, "C"),
    (T.COMMITMENT_UNFULFILLED, "C1", -15, "C"),
    (T.COMMITMENT_PARTLY_FULFILLED, "C2", -6, "C"),
    (T.COMMITMENT_FALSE, "C3", -25, "D"),
    (T.COMMITMENT_FULFILLED, "C4", 1, "B"),
    (T.INSPECTION_UNDISCLOSED, "S1", -5, "C"),
    (T.INSPECTION_CONCEALED, "S1", -10, "C"),
    (T.INSPECTION_UNREACHABLE, "S1", -8, "C"),
    (T.INSPECTION_UNCOOPERATIVE, "S1", -10, "C"),
    (T.INSPECTION_CORRECTED, "S2", -1, "C"),
    (T.ANNUAL_REPORT_OVERDUE, "S3", -5, "C"),
    (T.RECTIFICATION_OVERDUE, "T1", -5, "C"),
    (T.INTERVIEW, "T2", -3, "C"),
    (T.INTERVIEW_ABSENT, "T2", -6, "C"),
    (T.COMPLAINT, "X1", -2, "C"),
    (T.ARREARS, "K1", -10, "C"),
    (T.HONOUR_NATIONAL, "H1", 8, "B"),
    (T.HONOUR_PROVINCIAL, "H1", 5, "B"),
    (T.HONOUR_CITY, "H1", 3, "B"),
    (T.HONOUR_COUNTY, "H1", 1, "B"),
    (T.TAX_CREDIT_A, "H2", 5, "B"),
    (T.PUBLIC_BENEFIT, "H3", 1, "B"),
]


@pytest.mark.parametrize(("fact", "indicator", "points", "grade"), ONE_FACT)
def test_one_fact(fact: FactType, indicator: str, points: int, grade: str) -> None:
    found = graded(of(fact))
    assert [(line.indicator, line.counted_points) for line in found.lines] == [(indicator, points)]
    assert (found.score, found.grade) == (80 + points, grade)


def test_every_scored_fact_is_in_the_table() -> None:
    assert {fact for fact, *_ in ONE_FACT} == set(FactType) - {FactType.UNSCORED}


# --- windows: the last day that counts, and the first that does not ---

WINDOWS = [
    (T.PENALTY_MINOR, "P1", date(2026, 8, 20)),
    (T.PENALTY_GENERAL, "P2", date(2025, 11, 20)),
    (T.PENALTY_SERIOUS, "P3", date(2023, 11, 20)),
    (T.DECISION_DEFIED, "P5", date(2023, 11, 20)),
    (T.COMMITMENT_FALSE, "C3", date(2025, 11, 20)),
    (T.INSPECTION_CORRECTED, "S2", date(2026, 5, 20)),
    (T.ARREARS, "K1", date(2023, 11, 20)),
    (T.HONOUR_CITY, "H1", date(2023, 11, 20)),
    # Without a window of its own: as long as anything may count.
    (T.SERIOUS_LIST, "L1", date(2021, 11, 20)),
]


@pytest.mark.parametrize(("fact", "indicator", "too_old"), WINDOWS)
def test_windows(fact: FactType, indicator: str, too_old: date) -> None:
    assert graded(of(fact, (ON - too_old).days)).lines == ()
    youngest = graded(of(fact, (ON - too_old).days - 1))
    assert [line.indicator for line in youngest.lines] == [indicator]
    assert youngest.lines[0].counts_until == youngest.next_change_on == ON + timedelta(days=1)


# --- caps ---

CAPS = [
    (T.PENALTY_MINOR, "P1", 4, -6),
    (T.PENALTY_GENERAL, "P2", 4, -24),
    (T.PENALTY_SERIOUS, "P3", 3, -40),
    (T.COMMITMENT_UNFULFILLED, "C1", 3, -30),
    (T.COMMITMENT_PARTLY_FULFILLED, "C2", 4, -18),
    (T.COMMITMENT_FALSE, "C3", 2, -50),
    (T.COMMITMENT_FULFILLED, "C4", 7, 5),
    (T.INSPECTION_CORRECTED, "S2", 5, -3),
    (T.RECTIFICATION_OVERDUE, "T1", 3, -10),
    (T.COMPLAINT, "X1", 6, -8),
    (T.ARREARS, "K1", 3, -20),
    (T.HONOUR_NATIONAL, "H1", 2, 10),
    (T.TAX_CREDIT_A, "H2", 2, 5),
    (T.PUBLIC_BENEFIT, "H3", 4, 3),
]


@pytest.mark.parametrize(("fact", "indicator", "times", "points"), CAPS)
def test_caps(fact: FactType, indicator: str, times: int, points: int) -> None:
    found = graded(*(of(fact, 20 + n) for n in range(times)))
    assert counted(found, indicator) == points
    assert len([line for line in found.lines if line.indicator == indicator]) == times


def test_all_bonuses_together_add_no_more_than_the_limit() -> None:
    found = graded(
        *(of(T.HONOUR_NATIONAL, 20 + n) for n in range(2)), of(T.TAX_CREDIT_A),
        *(of(T.COMMITMENT_FULFILLED, 20 + n) for n in range(5)),
        *(of(T.PUBLIC_BENEFIT, 20 + n) for n in range(3)), of(T.PENALTY_MINOR),
    )  # fmt: skip
    assert sum(line.counted_points for line in found.lines if line.points > 0) == 20
    assert (found.score, found.grade) == (98, CreditGrade.A)


def test_the_score_stays_on_the_scale() -> None:
    found = graded(*(of(T.COMMITMENT_FALSE, 20 + n) for n in range(5)))
    assert found.base + sum(line.counted_points for line in found.lines) == -45
    assert (found.score, found.grade, found.credit_class) == (0, "E", CreditClass.SERIOUS)


def test_older_documents_count_half_where_the_model_says_so() -> None:
    entity = EntityFactory()
    write(entity, [of(T.PENALTY_GENERAL, 250), of(T.PENALTY_GENERAL, 20)])
    found = explain_by(halving(selectors.grading_query(ON, KNOWN_AT)), entity, KNOWN_AT)
    assert [line.counted_points for line in found.lines if line.indicator == "P2"] == [-4, -8]
    assert "已减半计分" in found.lines[0].reason
    assert found.score == 80 - 4 - 8 - 10  # and twice by one authority


def halving(query: GradingQuery) -> GradingQuery:
    """The same model with halves after half a year in P2."""
    indicators = tuple(
        replace(i, halved_after_months=6) if i.code == "P2" else i for i in query.model.indicators
    )
    return replace(query, model=replace(query.model, indicators=indicators))


# --- repetition ---


def test_twice_by_one_authority_costs_once_more() -> None:
    found = graded(of(T.PENALTY_MINOR, 40), of(T.PENALTY_GENERAL, 20))
    assert counted(found, "P4") == -10
    repeated = next(line for line in found.lines if line.indicator == "P4")
    assert repeated.reason.endswith("（共 2 次）")


def test_a_repetition_ends_with_the_first_of_the_last_two() -> None:
    found = graded(*(of(T.PENALTY_SERIOUS, days) for days in (20, 40, 60)))
    line = next(line for line in found.lines if line.indicator == "P4")
    assert line.counts_until == date(2027, 10, 11)
    assert counted(explain(found.entity, date(2027, 10, 10), KNOWN_AT), "P4") == -10
    assert counted(explain(found.entity, date(2027, 10, 11), KNOWN_AT), "P4") == 0


def test_thrice_by_one_authority_costs_no_more_than_twice() -> None:
    assert counted(graded(*(of(T.PENALTY_MINOR, 20 + n) for n in range(3))), "P4") == -10


def test_two_authorities_do_not_repeat_each_other() -> None:
    assert counted(graded(of(T.PENALTY_MINOR), of(T.PENALTY_MINOR, authority=1)), "P4") == 0


def test_authorities_without_a_code_are_not_told_apart() -> None:
    found = graded(of(T.PENALTY_MINOR, 30, authority=2), of(T.PENALTY_MINOR, 20, authority=2))
    assert counted(found, "P4") == 0


def test_a_repetition_older_than_a_year_is_none() -> None:
    assert counted(graded(of(T.PENALTY_SERIOUS, 400), of(T.PENALTY_MINOR)), "P4") == 0


# --- vetoes ---


def test_the_hardest_veto_binds() -> None:
    found = graded(of(T.FOCUS_LIST), of(T.JUDGMENT_DEBT), of(T.HONOUR_NATIONAL))
    assert {veto.best_grade for veto in found.vetoes} == {CreditGrade.C, CreditGrade.E}
    assert (found.score, found.grade) == (78, CreditGrade.E)


def test_a_veto_never_raises() -> None:
    found = graded(of(T.ABNORMAL), *(of(T.COMMITMENT_FALSE, 20 + n) for n in range(2)))
    assert (found.score, found.grade) == (20, CreditGrade.E)


# --- two times: what held on a day, and what was known at an instant ---


def test_withdrawn_later_counted_until_then() -> None:
    entity = EntityFactory()
    write(entity, [of(T.PENALTY_GENERAL, 40, withdrawn_days_ago=5)])
    assert explain(entity, ON, at(6)).score == 72
    assert explain(entity, ON, at(0)).score == 80


def test_recorded_later_was_not_known() -> None:
    entity = EntityFactory()
    (record,) = write(entity, [of(T.PENALTY_GENERAL, 40)])
    assert record.recorded_at == datetime(2026, 10, 21, 9, tzinfo=SHANGHAI)
    before = explain(entity, ON, record.recorded_at - timedelta(seconds=1))
    assert (before.lines, before.lacks_information) == ((), True)
    assert explain(entity, ON, record.recorded_at).score == 72


def test_repaired_counts_until_the_day_of_the_repair() -> None:
    entity = EntityFactory()
    write(entity, [of(T.PENALTY_GENERAL, 40, repaired_days_ago=5)])
    day = ON - timedelta(days=5)
    assert explain(entity, day - timedelta(days=1), KNOWN_AT).score == 72
    assert explain(entity, day, KNOWN_AT).score == 80
    assert explain(entity, ON, at(6)).score == 72  # not known yet


def test_an_ended_publication_ends_the_counting() -> None:
    found = graded(of(T.FOCUS_LIST, 40, published_days=41))
    assert found.vetoes[0].counts_until == found.next_change_on == ON + timedelta(days=1)
    assert graded(of(T.FOCUS_LIST, 40, published_days=40)).vetoes == ()


def test_a_document_of_a_later_day_does_not_count_yet() -> None:
    entity = EntityFactory()
    write(entity, [of(T.PENALTY_GENERAL, 20)])
    assert explain(entity, ON - timedelta(days=21), KNOWN_AT).lines == ()


def test_nothing_known_is_said() -> None:
    found = graded()
    assert (found.score, found.grade, found.lacks_information) == (80, CreditGrade.B, True)
    assert found.next_change_on is None


# --- the day on which the grade changes by itself ---


def test_the_forecast_looks_past_changes_that_leave_the_grade() -> None:
    found = graded(of(T.PENALTY_MINOR, 50), of(T.PENALTY_GENERAL, 20, authority=1))
    forecast = foresee(found)
    assert found.next_change_on == date(2027, 1, 1)  # three months after the minor one
    assert (forecast.on, forecast.grade) == (date(2027, 10, 31), CreditGrade.B)
    on_that_day = explain(found.entity, date(2027, 10, 31), KNOWN_AT)
    assert (on_that_day.grade, on_that_day.credit_class) == ("B", forecast.credit_class)


def test_without_facts_nothing_changes_by_itself() -> None:
    forecast = foresee(graded())
    assert (forecast.on, forecast.grade) == (None, CreditGrade.B)


def test_the_order_of_lines_does_not_depend_on_the_order_of_writing() -> None:
    found = graded(of(T.PENALTY_MINOR, 20), of(T.PENALTY_MINOR, 60), of(T.PENALTY_MINOR, 40))
    keys = [line.record for line in found.lines if line.indicator == "P1"]
    days = [CreditRecord.objects.get(pk=key).decided_on for key in keys]
    assert days == sorted(days)
