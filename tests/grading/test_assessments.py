"""Results from outside: periods, how long they count, who reports them, one by one or many."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.policy.choices import NationalGrade
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from credit_portal.shared.periods import read_period
from entities.models import Entity
from grading import services
from grading.choices import AssessmentSource, CreditGrade, RunKind
from grading.models import ExternalAssessment, Grade
from grading.notices import receivers
from grading.rules_assessment import Counted, counted, grade_letter
from grading.services.assessments import Result
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.grading import ExternalAssessmentFactory

BY = SystemActor("测试")
WORDS = {str(grade.label): grade for grade in NationalGrade}
INDUSTRY, NATIONAL, PROVINCE, MARKET = (
    AssessmentSource.INDUSTRY, AssessmentSource.NATIONAL, AssessmentSource.PROVINCE,
    AssessmentSource.MARKET,
)  # fmt: skip


# --- rules ---


@pytest.mark.parametrize(
    ("text", "code", "label", "ends_on"),
    [
        ("2026", "2026", "2026年", date(2026, 12, 31)),
        ("2026年度", "2026", "2026年", date(2026, 12, 31)),
        ("2026Q3", "2026Q3", "2026年第三季度", date(2026, 9, 30)),
        (" 2026-q4", "2026Q4", "2026年第四季度", date(2026, 12, 31)),
        ("２０２６年第一季度", "2026Q1", "2026年第一季度", date(2026, 3, 31)),
        ("2026年2季度", "2026Q2", "2026年第二季度", date(2026, 6, 30)),
        ("2024-2", "2024-02", "2024年2月", date(2024, 2, 29)),
        ("2026年10月", "2026-10", "2026年10月", date(2026, 10, 31)),
    ],
)
def test_a_period_in_its_spellings(text: str, code: str, label: str, ends_on: date) -> None:
    period = read_period(text)
    assert (period.code, period.label, period.ends_on) == (code, label, ends_on)


@pytest.mark.parametrize("text", ["", "26", "2026Q5", "2026-13", "2026-00", "202610", "去年"])
def test_what_names_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        read_period(text)


YEARLY = {"national_runs": 1, "grace_months": 6}


@pytest.mark.parametrize(
    ("source", "period", "begins", "ends"),
    [
        (INDUSTRY, "2026-10", date(2026, 11, 1), date(2026, 12, 1)),
        (INDUSTRY, "2026Q3", date(2026, 10, 1), date(2027, 1, 1)),
        (INDUSTRY, "2025", date(2026, 1, 1), date(2027, 1, 1)),
        (MARKET, "2026Q3", date(2026, 10, 1), date(2027, 1, 1)),
        (NATIONAL, "2025", date(2026, 11, 5), date(2028, 5, 5)),
        (PROVINCE, "2025", date(2026, 11, 5), date(2028, 5, 5)),
    ],
)
def test_how_long_a_result_counts(
    source: AssessmentSource, period: str, begins: date, ends: date
) -> None:
    found = counted(source, read_period(period), date(2026, 11, 5), **YEARLY)
    assert found == Counted(begins, ends)


def test_two_national_runs_a_year_lapse_sooner() -> None:
    found = counted(
        NATIONAL, read_period("2025"), date(2026, 1, 5), national_runs=2, grace_months=6
    )
    assert found.counts_until == date(2027, 1, 5)


def test_an_industry_result_never_counts_in_its_own_period() -> None:
    """Public → industry → public is no circle (江阴 三(四))."""
    for period in map(read_period, ("2026", "2026Q1", "2026-12")):
        for day in (period.begins_on, period.ends_on):
            assert counted(INDUSTRY, period, day, **YEARLY).counts_from > period.ends_on


@pytest.mark.parametrize(
    ("source", "word", "letter"),
    [
        (INDUSTRY, "b 级", "B"),
        (PROVINCE, "E", "E"),
        (INDUSTRY, "Ｅ", "E"),
        (NATIONAL, "优", "A"),
        (NATIONAL, "差", "D"),
    ],
)
def test_the_letter_of_a_grade(source: AssessmentSource, word: str, letter: str) -> None:
    assert grade_letter(source, word, WORDS) == CreditGrade(letter)


@pytest.mark.parametrize(("source", "word"), [(NATIONAL, "E"), (INDUSTRY, "优"), (MARKET, "F")])
def test_grades_that_a_source_does_not_have(source: AssessmentSource, word: str) -> None:
    with pytest.raises(ValueError):
        grade_letter(source, word, WORDS)


# --- one by one ---


@pytest.fixture
def entity(db: None) -> Entity:
    return EntityFactory()


def result(**changes: Any) -> Result:
    values = {
        "source": INDUSTRY, "domain": "道路运输", "period": "2026年第三季度", "grade": "B级",
        "assessed_on": date(2026, 10, 20),
    }  # fmt: skip
    return Result(**values | changes)


def record(entity: Entity, by: Any = BY, **changes: Any) -> ExternalAssessment:
    return services.record_assessment(entity=entity, result=result(**changes), by=by, at=NOW)


def test_a_result_is_kept_in_its_canonical_form(entity: Entity) -> None:
    officer = UserFactory()
    assessment = record(entity, officer)

    stored = ExternalAssessment.objects.get()
    assert (stored.period, stored.period_ends_on, stored.grade) == (
        "2026Q3", date(2026, 9, 30), "B",
    )  # fmt: skip
    assert (stored.counts_from, stored.counts_until) == (date(2026, 10, 1), date(2027, 1, 1))
    assert (stored.reported_by, stored.recorded_at) == (officer.agency, NOW)
    told = Message.objects.get(uscc=entity.uscc)
    assert told.text == "您单位道路运输行业信用评价2026年第三季度的结果为B级。"
    entry = AuditEntry.objects.get(act="grading.record_assessment")
    assert (entry.object_id, entry.actor_id) == (str(assessment.pk), officer.pk)


def test_a_national_result_has_no_domain(entity: Entity) -> None:
    record(entity, source=NATIONAL, period="2025", grade="差")
    stored = ExternalAssessment.objects.get()
    assert (stored.domain, stored.grade, stored.grade_label) == ("", "D", "D（差）")
    assert stored.last_day == date(2028, 4, 19)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"domain": " "}, "domain"),
        ({"period": "上季度"}, "period"),
        ({"grade": "优"}, "grade"),
        ({"source": NATIONAL, "grade": "E"}, "grade"),
        ({"assessed_on": TODAY + timedelta(days=1)}, "assessed_on"),
    ],
)
def test_what_a_result_must_say(entity: Entity, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as error:
        record(entity, **changes)
    assert field in error.value.fields
    assert not ExternalAssessment.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_period_has_one_result_until_it_is_withdrawn(entity: Entity) -> None:
    first = record(entity)
    with pytest.raises(Refused):
        record(entity, grade="C")
    services.withdraw_assessment(assessment=first, reason="报送有误", by=BY, at=NOW)
    assert record(entity, grade="C").grade == "C"
    assert record(entity, domain="建筑业").domain == "建筑业"


def test_a_department_reports_its_own_industry_only(entity: Entity) -> None:
    officer, other = UserFactory(), UserFactory()
    record(entity, officer)
    record(EntityFactory(), officer)
    record(EntityFactory(), UserFactory(agency__parent=None, lead_officer=True))

    for by, changes in (
        (other, {}),
        (officer, {"source": NATIONAL, "period": "2025"}),
        (UserFactory(town_officer=True), {"domain": "旅游"}),
    ):
        with pytest.raises(NotAllowed):
            record(EntityFactory(), by, **changes)
    record(EntityFactory(), other, domain="旅游")


@pytest.mark.parametrize("spelling", ["道路运输行业", " 道路　运输 ", "道路运输领域"])
def test_an_industry_has_one_spelling(entity: Entity, spelling: str) -> None:
    assert record(entity, UserFactory(), domain=spelling).domain == "道路运输"
    with pytest.raises(NotAllowed):
        record(EntityFactory(), UserFactory())


def test_the_lead_office_takes_no_industry_away(entity: Entity) -> None:
    """Its report stands in for the department, which goes on reporting its own industry."""
    record(entity, UserFactory(lead_officer=True))
    record(EntityFactory(), BY)
    assert record(EntityFactory(), UserFactory()).domain == "道路运输"


# --- withdrawn ---


def test_a_wrong_result_is_withdrawn_once_and_kept(entity: Entity) -> None:
    assessment = record(entity)
    services.withdraw_assessment(assessment=assessment, reason=" 报送有误 ", by=BY, at=NOW)

    stored = ExternalAssessment.objects.get()
    assert (stored.withdrawn_at, stored.withdrawal_reason) == (NOW, "报送有误")
    assert AuditEntry.objects.get(act="grading.withdraw_assessment").reason == "报送有误"
    told = Message.objects.get(key__contains="withdrawn")
    assert (told.uscc, told.text) == (
        entity.uscc,
        "您单位道路运输行业信用评价2026年第三季度的结果（B级）已撤回，不再用于您单位的信用评价。"
        "原因：报送有误",
    )
    with pytest.raises(Refused):
        services.withdraw_assessment(assessment=assessment, reason="再来", by=BY, at=NOW)
    with pytest.raises(Invalid):
        services.withdraw_assessment(assessment=assessment, reason=" ", by=BY, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["department", "town_officer"])
def test_what_others_reported_stays(trait: str) -> None:
    assessment = ExternalAssessmentFactory()
    officer = UserFactory(**({} if trait == "department" else {trait: True}))
    with pytest.raises(NotAllowed):
        services.withdraw_assessment(assessment=assessment, reason="有误", by=officer, at=NOW)
    assert not ExternalAssessment.objects.filter(withdrawn_at__isnull=False).exists()


def test_each_change_has_the_business_graded_again(
    entity: Entity, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    asked: list[str] = []
    monkeypatch.setattr(receivers, "request_regrade", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        assessment = record(entity)
        services.withdraw_assessment(assessment=assessment, reason="有误", by=BY, at=NOW)
    assert len(asked) == 2


@pytest.mark.usefixtures("reference_model")
def test_the_next_run_goes_by_the_national_result(entity: Entity) -> None:
    def grade(hours: int) -> str:
        at = NOW + timedelta(hours=hours)
        run = services.open_run(
            kind=RunKind.FULL if hours == 1 else RunKind.INCREMENTAL, on=TODAY, cause="测试",
            by=BY, at=at,
        )  # fmt: skip
        services.carry_out_run(run=run, by=BY, clock=lambda: at)
        return Grade.objects.in_force(TODAY).get(entity=entity).grade

    assert grade(1) == "B"
    assessment = services.record_assessment(
        entity=entity, result=result(source=NATIONAL, period="2025", grade="中"),
        by=BY, at=NOW + timedelta(hours=2),
    )  # fmt: skip
    assert grade(3) == "D"
    services.withdraw_assessment(
        assessment=assessment, reason="有误", by=BY, at=NOW + timedelta(hours=4)
    )
    assert grade(5) == "B"
