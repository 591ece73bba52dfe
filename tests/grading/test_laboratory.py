"""A trial: what it counts is what the rules give, and no grade in force is touched."""

import json
from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.services import execute_job
from credit_portal.policy.models import PackVersion
from credit_portal.policy.packaged import packaged_texts
from credit_portal.policy.selectors import pack_in_force, pack_tried
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused
from entities.city.building import build_city
from entities.models import Entity
from grading import selectors, services
from grading.choices import CreditGrade, RunKind
from grading.explanation import explain_by
from grading.models import Grade, ScoringModel, SimulatedMove, SimulationReport
from grading.services.soundness import ask_for_trial
from grading.simulation import base_rules, tried_rules
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY
from tests.factories.grading import ScoringModelFactory
from tests.factories.policy import PackVersionFactory

BY = SystemActor("测试")
pytestmark = pytest.mark.usefixtures("reference_model")


@pytest.fixture
def city(db: None) -> None:
    build_city(entities=120, records=3_000, seed=7, on=TODAY)


@pytest.fixture
def strict(city: None, reference_model: ScoringModel) -> ScoringModel:
    """A draft that asks more of B and C and less of D, with milder vetoes."""
    model = services.draft_model(source=reference_model, by=BY, at=NOW)
    values = {"b_from": 81, "c_from": 70, "d_from": 20}
    model = services.edit_model(model=model, values=values, reason="从严", by=BY, at=NOW)
    for milder in model.indicators.filter(code__in=("L1", "L2")):
        services.edit_indicator(indicator=milder, values={"best_grade": "D"}, by=BY, at=NOW)
    return model


def try_out(model: ScoringModel, **values: Any) -> SimulationReport:
    report = services.open_simulation(model=model, on=TODAY, by=BY, at=NOW, **values)
    return services.carry_out_simulation(report=report, by=BY, clock=lambda: NOW)


def test_the_same_rules_move_nobody(city: None, reference_model: ScoringModel) -> None:
    report = try_out(reference_model)
    assert (report.entities, report.moved) == (120, 0)
    assert all(way[0] == way[-1] for way in report.transitions)
    assert not report.moves.exists()


def test_the_matrix_is_what_both_rules_give(strict: ScoringModel) -> None:
    report = try_out(strict)
    base, tried = base_rules(report).query, tried_rules(report).query
    ways: Counter[str] = Counter()
    moves: dict[int, tuple[Any, ...]] = {}
    for entity in Entity.objects.all():
        before, after = (explain_by(query, entity, NOW) for query in (base, tried))
        ways[f"{before.grade}>{after.grade}"] += 1
        if before.grade != after.grade:
            moves[entity.pk] = (before.score, after.score, before.grade, after.grade)
    assert report.transitions == dict(ways)
    columns = ("score_before", "score_after", "grade_before", "grade_after")
    stored = {row[0]: row[1:] for row in report.moves.values_list("entity_id", *columns)}
    assert stored == moves
    assert report.moved == len(moves) > 0
    assert {move.rises for move in report.moves.all()} == {True, False}
    assert report.moves.rising().count() + report.moves.falling().count() == report.moved


def test_groups_and_boundaries_cover_everybody(strict: ScoringModel) -> None:
    report = try_out(strict)
    for groups in report.groups.values():
        assert sum(counts["all"] for counts in groups.values()) == report.entities
        assert sum(c["up"] + c["down"] for c in groups.values()) == report.moved
    assert {g: min(map(int, crowd)) for g, crowd in report.boundaries.items()} == {
        "A": 88, "B": 79, "C": 68, "D": 18,
    }  # fmt: skip
    scores = [
        found.score
        for found in (
            explain_by(tried_rules(report).query, entity, NOW) for entity in Entity.objects.all()
        )
        if not found.lacks_information
    ]
    assert report.boundaries["C"] == {str(s): scores.count(s) for s in range(68, 73)}


def test_inspections_follow_tiers_and_rates(strict: ScoringModel) -> None:
    report = try_out(strict)
    rate = base_rules(report).pack.rate_of(CreditGrade.E)
    before = sum(n for way, n in report.transitions.items() if way[0] == "E")
    expected = round(before * rate.ratio.value * rate.checks_per_year.value / 100)
    assert report.workload["E"]["before"] == expected > 0


def test_no_grade_in_force_is_touched(strict: ScoringModel) -> None:
    run = services.open_run(kind=RunKind.FULL, on=TODAY, cause="测试", by=BY, at=NOW)
    services.carry_out_run(run=run, by=BY, clock=lambda: NOW)
    before = list(Grade.objects.order_by("pk").values())
    report = try_out(strict)
    assert list(Grade.objects.order_by("pk").values()) == before
    stored = Counter(Grade.objects.in_force(TODAY).values_list("grade", flat=True))
    found: Counter[str] = Counter()
    for way, number in report.transitions.items():
        found[way[0]] += number
    assert found == stored, "before the change stand the grades in force"


def test_a_trial_leaves_its_marks(strict: ScoringModel) -> None:
    count = AuditEntry.objects.count()
    report = try_out(strict)
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))[count:]
    assert acts == ["grading.start_simulation", "grading.complete_simulation"]
    assert report.completed_at == NOW
    assert selectors.trial_of(strict, pack_in_force(TODAY)) == report


def test_an_attempt_that_died_leaves_nothing(strict: ScoringModel) -> None:
    report = services.open_simulation(model=strict, on=TODAY, by=BY, at=NOW)
    entity = Entity.objects.first()
    SimulatedMove.objects.create(report=report, entity=entity, grade_before="A", grade_after="E")
    done = services.carry_out_simulation(report=report, by=BY, clock=lambda: NOW)
    assert done.moves.count() == done.moved
    again = services.carry_out_simulation(
        report=report, by=BY, clock=lambda: NOW + timedelta(hours=1)
    )
    assert (again.completed_at, again.moves.count()) == (NOW, done.moved)


def _changed_pack(before: str, after: str) -> PackVersion:
    text = packaged_texts()["national_2026"]
    assert before in text
    text = text.replace(before, after)
    return PackVersionFactory(
        pack__code="national_2026", pack__level="national", pack__region_code="000000",
        number=2, content=text, effective_from=TODAY, drafted_at=NOW,
    )  # fmt: skip


def test_a_changed_pack_is_tried(city: None, reference_model: ScoringModel) -> None:
    version = _changed_pack('no_data_grade = { value = "B"', 'no_data_grade = { value = "C"')
    report = try_out(reference_model, pack_version=version)
    assert (report.base_policy, report.policy) == ("national_2026@1", "national_2026@2")
    assert report.transitions["B>C"] == report.moved > 0
    assert selectors.trial_of(reference_model, pack_in_force(TODAY)) is None
    assert selectors.trial_of(reference_model, pack_tried(version, TODAY)) == report
    PackVersion.objects.filter(pk=version.pk).update(drafted_at=NOW + timedelta(hours=1))
    tried = pack_tried(version, TODAY)
    assert selectors.trial_of(reference_model, tried) is None, "its text was changed since"


def test_a_pack_that_changes_grades_is_tried_before_it_holds(
    city: None, reference_model: ScoringModel
) -> None:
    version = _changed_pack('no_data_grade = { value = "B"', 'no_data_grade = { value = "C"')
    tried = pack_tried(version, TODAY)
    ask_for_trial(tried, TODAY, NOW)  # nobody has been graded yet
    run = services.open_run(kind=RunKind.FULL, on=TODAY, cause="测试", by=BY, at=NOW)
    services.carry_out_run(run=run, by=BY, clock=lambda: NOW)
    with pytest.raises(Refused) as caught:
        ask_for_trial(tried, TODAY, NOW)
    assert caught.value.code == "pack_not_tried"
    try_out(reference_model, pack_version=version)
    ask_for_trial(tried, TODAY, NOW)


def test_a_pack_that_says_the_same_about_grades_needs_no_trial(
    city: None, reference_model: ScoringModel
) -> None:
    run = services.open_run(kind=RunKind.FULL, on=TODAY, cause="测试", by=BY, at=NOW)
    services.carry_out_run(run=run, by=BY, clock=lambda: NOW)
    version = _changed_pack("handling_days = { value = 7", "handling_days = { value = 6")
    ask_for_trial(pack_tried(version, TODAY), TODAY, NOW)


def test_the_job_carries_it_out(
    strict: ScoringModel, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    officer: User = UserFactory(lead_officer=True)
    report = services.start_simulation(model=strict, on=TODAY, by=officer, at=NOW)
    assert report.job is not None
    execute_job(report.job.pk, clock=lambda: NOW)
    report.refresh_from_db()
    report.job.refresh_from_db()
    assert (report.job.status, report.completed_at is not None) == ("succeeded", True)


def test_the_command_prints_the_matrix(strict: ScoringModel) -> None:
    out = StringIO()
    call_command("simulate", "--model", "2", "--on", TODAY.isoformat(), "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert (found["model"], found["base_model"], found["entities"]) == ("v2", "v1", 120)
    assert {len(row) for row in found["matrix"].values()} == {5}
    assert sum(sum(row.values()) for row in found["matrix"].values()) == 120
    assert sum(sum(row.values()) for row in found["classes"].values()) == 120
    moved = sum(n for b, row in found["matrix"].items() for a, n in row.items() if a != b)
    assert found["movers"] == moved > 0


@pytest.mark.parametrize("arguments", [["--model", "7"], ["--model", "x"]])
def test_the_command_knows_its_versions(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="没有"):
        call_command("simulate", *arguments)


def test_the_command_knows_its_packs() -> None:
    with pytest.raises(CommandError, match="moon"):
        call_command("simulate", "--model", "1", "--pack", "moon")


def test_an_awaited_model_shows_its_result(city: None) -> None:
    ScoringModelFactory(awaited=True, base=60)
    entity = Entity.objects.all()[0]
    awaited = selectors.awaited_query(TODAY, NOW)
    assert awaited is not None
    assert explain_by(awaited[1], entity, NOW).base == 60
