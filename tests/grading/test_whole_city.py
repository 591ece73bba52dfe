"""Over a whole synthetic city: what is stored is what is explained, to the point."""

from datetime import date, datetime, timedelta

import pytest

from credit_portal.shared.actors import SystemActor
from entities.city.building import build_city
from entities.models import CreditRecord
from grading import services
from grading.choices import RunKind
from grading.explanation import explain
from grading.models import EvaluationRun, Grade
from tests.factories.entities import SHANGHAI

ON = date(2026, 11, 20)
BY = SystemActor("测试")
# A thick city: most businesses have several facts under several indicators.
ENTITIES, RECORDS = 150, 6_000

pytestmark = pytest.mark.usefixtures("reference_model")


@pytest.fixture
def city(reference_model: object) -> None:
    build_city(entities=ENTITIES, records=RECORDS, seed=11, on=ON)


def run_full(on: date, at: datetime) -> EvaluationRun:
    run = services.open_run(kind=RunKind.FULL, on=on, cause="测试", by=BY, at=at)
    return services.carry_out_run(run=run, by=BY, clock=lambda: at)


@pytest.mark.usefixtures("city")
def test_the_explanation_of_every_business_is_its_stored_grade() -> None:
    at = datetime(2026, 11, 20, 23, tzinfo=SHANGHAI)
    run = run_full(ON, at)
    assert run.entities == ENTITIES == run.changed
    stored = Grade.objects.in_force(ON).select_related("entity")
    for grade in stored:
        found = explain(grade.entity, ON, at)
        total = found.base + sum(line.counted_points for line in found.lines)
        assert max(0, min(100, total)) == found.score == grade.score, grade.entity
        assert (found.grade, found.credit_class, found.source, found.next_change_on) == (
            grade.grade, grade.credit_class, grade.source, grade.next_change_on,
        ), grade.entity  # fmt: skip
        assert all(found.grade >= veto.best_grade for veto in found.vetoes)
        assert found.lacks_information == (not found.lines and not found.vetoes)
    assert len(set(stored.values_list("grade", flat=True))) >= 4, "a city of all sorts"


@pytest.mark.usefixtures("city")
def test_nothing_is_written_where_nothing_changed() -> None:
    at = datetime(2026, 11, 20, 23, tzinfo=SHANGHAI)
    first = run_full(ON, at)
    again = run_full(ON, at + timedelta(minutes=1))
    assert (again.changed, again.digest) == (0, first.digest)
    assert Grade.objects.filter(run=again).count() == 0


@pytest.mark.usefixtures("city")
def test_the_day_of_the_next_change_is_right() -> None:
    """Until the day before it nothing changes by itself."""
    at = datetime(2026, 11, 20, 23, tzinfo=SHANGHAI)
    run_full(ON, at)
    for grade in Grade.objects.in_force(ON).filter(next_change_on__isnull=False)[:40]:
        found = explain(grade.entity, grade.next_change_on - timedelta(days=1), at)
        assert (found.score, found.grade) == (grade.score, grade.grade), grade.entity


@pytest.mark.usefixtures("city")
def test_a_past_day_gives_again_what_was_given_then() -> None:
    then = date(2026, 6, 1)
    at = datetime(2026, 6, 1, 23, tzinfo=SHANGHAI)
    given = run_full(then, at)
    CreditRecord.objects.filter(kind="penalty", withdrawn_at=None).update(
        withdrawn_at=datetime(2026, 8, 1, tzinfo=SHANGHAI), withdrawal_reason="复议撤销"
    )
    later = run_full(ON, datetime(2026, 11, 20, 23, tzinfo=SHANGHAI))
    again = services.reproduce_run(
        on=then, known_at=at, by=BY, at=datetime(2026, 11, 21, tzinfo=SHANGHAI)
    )
    assert later.digest != given.digest
    assert (again.digest, again.grade_counts) == (given.digest, given.grade_counts)
