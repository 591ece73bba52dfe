"""What must hold of every grade, whatever the facts."""

import inspect
import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_portal.shared.actors import SystemActor
from entities.models import CreditRecord, Entity
from grading import services
from grading.choices import CreditGrade, RunKind
from grading.explanation import Explanation, explain
from grading.models import Grade
from tests.factories.entities import EntityFactory
from tests.grading.population import (
    KNOWN_AT,
    ON,
    RULES_OF_BAD,
    Deed,
    deeds,
    standing_deeds,
    write,
)

pytestmark = pytest.mark.usefixtures("reference_model")
BY = SystemActor("测试")
BAD = standing_deeds(RULES_OF_BAD)
MIX = st.lists(deeds(), max_size=12)


def check(**strategies: Any) -> Any:
    """A property of facts in the database; each example is rolled back."""

    def wrap(function: Any) -> Any:
        def in_rollback(*args: Any, **kwargs: Any) -> None:
            with transaction.atomic():
                function(*args, **kwargs)
                transaction.set_rollback(True)

        in_rollback.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
        profile = settings(
            max_examples=25, deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        )  # fmt: skip
        return profile(given(**strategies)(in_rollback))

    return wrap


def grade(of: list[Deed]) -> Explanation:
    """The grade of a business with these facts."""
    entity = EntityFactory()
    write(entity, of)
    return explain(entity, ON, KNOWN_AT)


@check(facts=MIX, seed=st.integers(0, 99))
def test_the_order_of_records_does_not_matter(facts: list[Deed], seed: int) -> None:
    shuffled = random.Random(seed).sample(facts, len(facts))
    first, second = grade(facts), grade(shuffled)
    assert (first.score, first.grade, first.next_change_on) == (
        second.score, second.grade, second.next_change_on,
    )  # fmt: skip
    assert sum(line.counted_points for line in first.lines) == sum(
        line.counted_points for line in second.lines
    )


@check(facts=MIX, bad=BAD)
def test_a_bad_record_never_raises_and_its_withdrawal_never_lowers(
    facts: list[Deed], bad: Deed
) -> None:
    without, with_it = grade(facts), grade([*facts, bad])
    assert with_it.score <= without.score
    assert with_it.grade >= without.grade or without.lacks_information


@check(facts=MIX, bad=BAD)
def test_a_repair_never_worsens(facts: list[Deed], bad: Deed) -> None:
    entity = EntityFactory()
    *_, record = write(entity, [*facts, bad])
    before = explain(entity, ON, KNOWN_AT)
    CreditRecord.objects.filter(pk=record.pk).update(repaired_at=KNOWN_AT - timedelta(hours=8))
    after = explain(entity, ON, KNOWN_AT)
    assert after.score >= before.score
    assert after.grade <= before.grade or after.lacks_information


@check(facts=st.lists(standing_deeds(), max_size=25))
def test_caps_and_vetoes_bind(facts: list[Deed]) -> None:
    found = grade(facts)
    by_indicator: dict[str, int] = {}
    for line in found.lines:
        by_indicator[line.indicator] = by_indicator.get(line.indicator, 0) + line.counted_points
    caps = {"P1": -6, "P2": -24, "P3": -40, "C1": -30, "C2": -18, "S2": -3, "X1": -8, "K1": -20}
    assert all(by_indicator.get(code, 0) >= cap for code, cap in caps.items())
    assert by_indicator.get("H1", 0) <= 10
    assert by_indicator.get("C4", 0) <= 5
    assert sum(points for points in by_indicator.values() if points > 0) <= 20
    assert all(found.grade >= veto.best_grade for veto in found.vetoes)
    assert found.score == max(0, min(100, found.base + sum(by_indicator.values())))


@check(
    first=st.lists(MIX, min_size=1, max_size=4),
    later=st.lists(st.tuples(st.integers(0, 3), deeds()), max_size=4),
    ended=st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=4),
    days=st.integers(0, 400),
)
def test_incremental_equals_full(
    first: list[list[Deed]], later: list[tuple[int, Deed]], ended: list[tuple[int, bool]], days: int
) -> None:
    entities = [EntityFactory() for _ in first]
    for entity, facts in zip(entities, first, strict=True):
        write(entity, facts)
    run(RunKind.FULL, 0)
    for number, deed in later:
        _arrive(entities[number % len(entities)], deed)
    for number, is_repair in ended:
        _end(number, is_repair)
    run(RunKind.INCREMENTAL, days)
    incremental = grades_in_force(days)
    run(RunKind.FULL, days)
    assert incremental == grades_in_force(days)


def run(kind: RunKind, days: int) -> None:
    """Grade so many days after ``ON``."""
    at = KNOWN_AT + timedelta(days=days, minutes=Grade.objects.count() + 1)
    opened = services.open_run(kind=kind, on=ON + timedelta(days=days), cause="测试", by=BY, at=at)
    services.carry_out_run(run=opened, by=BY, clock=lambda: at)


def grades_in_force(days: int) -> list[tuple[Any, ...]]:
    rows = Grade.objects.in_force(ON + timedelta(days=days))
    return list(rows.values_list("entity_id", "score", "grade", "credit_class", "next_change_on"))


def _arrive(entity: Entity, deed: Deed) -> None:
    """A fact that is reported after the first run."""
    record = deed.record(entity)
    record.recorded_at = KNOWN_AT + timedelta(seconds=30)
    if record.withdrawn_at:
        record.withdrawn_at = record.recorded_at
    CreditRecord.objects.bulk_create([record])


def _end(number: int, is_repair: bool) -> None:
    """Repair or withdraw some standing record after the first run."""
    records = CreditRecord.objects.filter(withdrawn_at=None, repaired_at=None).order_by("pk")
    if not records:
        return
    record = records[number % len(records)]
    at = KNOWN_AT + timedelta(seconds=40)
    ended = {"repaired_at": at} if is_repair else {"withdrawn_at": at, "withdrawal_reason": "撤销"}
    CreditRecord.objects.filter(pk=record.pk).update(**ended)


def test_grades_get_worse_letter_by_letter() -> None:
    """The comparisons above, and ``greatest`` in the query, rest on it."""
    assert sorted(CreditGrade.values) == list("ABCDE")
