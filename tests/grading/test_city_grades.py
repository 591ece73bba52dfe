"""The synthetic city is graded as cities are: most are B, some excel, few are E."""

import pytest

from credit_portal.shared.actors import SystemActor
from entities.city.building import build_city
from grading import services
from grading.choices import RunKind
from tests.factories.entities import NOW, TODAY

BY = SystemActor("测试")
SHARES = {"A": (5, 10), "B": (75, 86), "C": (5, 10), "D": (1, 2.5), "E": (0, 1.5)}


@pytest.mark.parametrize(("entities", "records"), [(1_000, 14_000), (3_000, 9_000)])
@pytest.mark.usefixtures("reference_model")
def test_grades_stand_in_the_proportions_of_published_results(entities: int, records: int) -> None:
    build_city(entities=entities, records=records, seed=2026, on=TODAY)
    run = services.open_run(kind=RunKind.FULL, on=TODAY, cause="测试", by=BY, at=NOW)
    run = services.carry_out_run(run=run, by=BY, clock=lambda: NOW)

    for grade, (lowest, highest) in SHARES.items():
        share = 100 * run.grade_counts.get(grade, 0) / entities
        assert lowest <= share <= highest, (grade, share)
