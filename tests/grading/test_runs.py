"""Evaluation runs: started, carried out, given up; what they write and whom they touch."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.models import Job
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused
from entities.city.building import build_city
from entities.models import CreditRecord, Entity
from grading import evaluation, services, tasks
from grading.choices import (
    AssessmentSource,
    CreditGrade,
    ModelStatus,
    OverrideStatus,
    RunKind,
    RunStatus,
)
from grading.models import EvaluationRun, ExternalAssessment, Grade, GradeOverride, ScoringModel
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.grading import EvaluationRunFactory, ScoringModelFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.usefixtures("reference_model")
BY = SystemActor("测试")
LATER = NOW + timedelta(hours=3)
LATE = 90  # seconds of silence after which a run without a job is dead


def start(kind: RunKind = RunKind.FULL, on: date = TODAY, at: datetime = NOW) -> EvaluationRun:
    return services.start_run(kind=kind, on=on, cause="测试", by=BY, at=at)


def run(kind: RunKind = RunKind.FULL, on: date = TODAY, at: datetime = NOW) -> EvaluationRun:
    opened = services.open_run(kind=kind, on=on, cause="测试", by=BY, at=at)
    return services.carry_out_run(run=opened, by=BY, clock=lambda: at)


def rows() -> list[tuple[Any, ...]]:
    return list(Grade.objects.order_by("pk").values_list())


# --- start ---


def test_a_start_opens_one_run_with_one_job_and_one_entry() -> None:
    officer = UserFactory(lead_officer=True)
    started = services.start_run(kind=RunKind.FULL, on=TODAY, cause="季度评价", by=officer, at=NOW)
    found = EvaluationRun.objects.get()
    assert (found.status, found.known_at, found.started_by) == (RunStatus.RUNNING, NOW, officer)
    assert (found.job.kind, found.job.params) == (services.JOB, {"run": started.pk})
    entry = AuditEntry.objects.get(act__startswith="grading.start")
    assert (entry.reason, entry.after["kind"]) == ("季度评价", "full")


@pytest.mark.parametrize("kind", RunKind)
def test_two_runs_cannot_overlap(kind: RunKind) -> None:
    start()
    with pytest.raises(Refused, match="另一次评价正在进行"):
        services.start_run(kind=kind, on=TODAY, cause="测试", by=BY, at=NOW, known_at=NOW)
    assert EvaluationRun.objects.count() == Job.objects.count() == 1
    assert AuditEntry.objects.filter(act="grading.start_run").count() == 1


def test_an_earlier_day_is_refused_once_a_later_one_is_graded() -> None:
    EntityFactory()
    run()
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(Refused, match="不能再评价更早的日期"):
        start(on=yesterday, at=LATER)
    again = services.reproduce_run(on=yesterday, known_at=NOW, by=BY, at=LATER)
    assert again.status == RunStatus.COMPLETED


def test_without_a_model_nothing_starts() -> None:
    with pytest.raises(Refused, match="没有生效的评价模型"):
        start(on=date(2014, 12, 31))
    assert not EvaluationRun.objects.exists()


def test_an_incremental_run_with_nothing_to_do_leaves_no_row() -> None:
    EntityFactory()
    CreditRecordFactory()
    first = run(at=NOW + timedelta(days=1), on=TODAY + timedelta(days=1))
    tomorrow = NOW + timedelta(days=2)
    with pytest.raises(Refused, match="无须评价"):
        start(RunKind.INCREMENTAL, on=tomorrow.date(), at=tomorrow)
    assert list(EvaluationRun.objects.all()) == [first]
    assert not Job.objects.exists()


# --- carry out ---


def test_the_job_completes_the_run() -> None:
    entity = EntityFactory()
    started = start()
    tasks.carry_out_run(_handle(started))
    started.refresh_from_db()
    assert (started.status, started.entities, started.changed) == (RunStatus.COMPLETED, 1, 1)
    assert started.grade_counts == {"B": 1}
    assert started.class_counts == {"trustworthy": 1}
    assert started.transitions == {">B": 1}
    assert Grade.objects.get().entity == entity
    assert AuditEntry.objects.filter(act="grading.complete_run").count() == 1


def test_a_completed_run_is_told_and_a_reproduction_is_not(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []
    monkeypatch.setattr(tasks.keep_distribution, "delay", told.append)
    with django_capture_on_commit_callbacks(execute=True):
        completed = run()
        services.reproduce_run(on=TODAY, known_at=NOW, by=BY, at=LATER)
    assert told == [completed.pk]


@pytest.mark.parametrize("trait", [{}, {"failed": True}])
def test_what_has_ended_stays_as_it_is(trait: dict[str, bool]) -> None:
    ended = EvaluationRunFactory(**trait)
    entries = AuditEntry.objects.count()
    assert services.carry_out_run(run=ended, by=BY, clock=lambda: LATER).status == ended.status
    with pytest.raises(Refused, match="已经结束"):
        services.fail_run(run=ended, reason="测试", by=BY, at=LATER)
    assert EvaluationRun.objects.get(pk=ended.pk).status == ended.status
    assert AuditEntry.objects.count() == entries


def test_only_what_changed_is_written() -> None:
    changed, same = EntityFactory(), EntityFactory()
    run()
    CreditRecordFactory(entity=changed, recorded_at=LATER)
    second = run(at=LATER)
    assert set(Grade.objects.filter(run=second).values_list("entity", flat=True)) == {changed.pk}
    assert Grade.objects.filter(entity=same).count() == 1
    written = Grade.objects.get(run=second)
    former = Grade.objects.get(entity=changed, run__lt=second.pk)
    assert (written.previous_grade, written.previous_class) == (former.grade, former.credit_class)


def test_a_failed_run_leaves_the_grades_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    entity = EntityFactory()
    run()
    before = rows()
    CreditRecordFactory(entity=entity, serious=True, recorded_at=LATER)
    started = start(at=LATER)

    def break_off(*args: object) -> None:
        Grade.objects.create(
            entity=entity, run=started, on=TODAY, grade="E", credit_class="serious",
            source="local_model", lacks_information=False, is_overridden=False,
        )  # fmt: skip
        raise ValueError("secret detail")

    monkeypatch.setattr("grading.evaluation.evaluate", break_off)
    with pytest.raises(ValueError, match="secret"):
        tasks.carry_out_run(_handle(started))
    started.refresh_from_db()
    assert started.status == RunStatus.FAILED
    assert rows() == before
    assert AuditEntry.objects.get(act="grading.fail_run").reason == tasks.INTERNAL_ERROR
    monkeypatch.undo()
    assert run(at=LATER).changed == 1


def test_a_retried_job_says_that_its_run_is_given_up() -> None:
    failed = EvaluationRunFactory(failed=True)
    with pytest.raises(Refused, match="请重新发起"):
        tasks.carry_out_run(_handle(failed))


# --- give up ---


@pytest.mark.parametrize("trait", ["failed", "cancelled", "succeeded"])
def test_a_run_whose_job_has_ended_gives_way(trait: str) -> None:
    dead = EvaluationRunFactory(running=True, job=JobFactory(**{trait: True}))
    start()
    dead.refresh_from_db()
    assert dead.status == RunStatus.FAILED
    assert AuditEntry.objects.get(act="grading.fail_run").reason == services.runs.GIVEN_UP


@pytest.mark.parametrize("trait", [{}, {"running": True}])
def test_a_run_whose_job_goes_on_stays(trait: dict[str, bool]) -> None:
    EvaluationRunFactory(running=True, job=JobFactory(**trait))
    assert services.give_up_dead_runs(by=BY, at=NOW + timedelta(days=1)) == 0


def test_a_run_without_a_job_is_given_up_when_it_is_silent() -> None:
    EvaluationRunFactory(running=True)
    assert services.give_up_dead_runs(by=BY, at=NOW + timedelta(seconds=LATE)) == 0
    assert services.give_up_dead_runs(by=BY, at=NOW + timedelta(seconds=LATE + 1)) == 1


# --- whom an incremental run touches ---


def touched() -> set[int]:
    """The businesses that an incremental run would grade again now."""
    opened = services.open_run(kind=RunKind.INCREMENTAL, on=TODAY, cause="测试", by=BY, at=LATER)
    services.carry_out_run(run=opened, by=BY, clock=lambda: LATER)
    return set(Grade.objects.filter(run=opened).values_list("entity", flat=True))


@pytest.fixture
def graded() -> Entity:
    """One of two businesses with a penalty, graded two hours before ``LATER``."""
    entity = EntityFactory()
    CreditRecordFactory(entity=entity)
    CreditRecordFactory(entity=EntityFactory())
    run()
    return entity


@pytest.mark.parametrize(
    "ended",
    [{"withdrawn_at": LATER, "withdrawal_reason": "复议撤销"}, {"repaired_at": LATER}],
    ids=["withdrawn", "repaired"],
)
def test_a_record_that_ends_touches_its_business(graded: Entity, ended: dict[str, Any]) -> None:
    CreditRecord.objects.filter(entity=graded).update(**ended)
    assert touched() == {graded.pk}


def test_a_new_record_touches_its_business(graded: Entity) -> None:
    CreditRecordFactory(entity=graded, serious=True, recorded_at=LATER)
    assert touched() == {graded.pk}


def test_a_new_business_is_graded(graded: Entity) -> None:
    assert touched() == set()
    newcomer = EntityFactory(recorded_at=LATER)
    opened = services.open_run(
        kind=RunKind.INCREMENTAL, on=TODAY, cause="测试", by=BY, at=LATER + timedelta(minutes=1)
    )
    services.carry_out_run(run=opened, by=BY, clock=lambda: LATER)
    assert Grade.objects.get(run=opened).entity == newcomer


def test_what_falls_due_is_graded_on_its_day() -> None:
    ending = CreditRecordFactory(published_until=TODAY + timedelta(days=3)).entity
    CreditRecordFactory(published_until=TODAY + timedelta(days=9))
    run()
    day = TODAY + timedelta(days=3)
    due = run(RunKind.INCREMENTAL, on=day, at=NOW + timedelta(days=3))
    assert due.entities == 1
    assert Grade.objects.get(run=due).entity == ending


def test_an_override_and_its_end_touch_its_business(graded: Entity) -> None:
    override = GradeOverride.objects.create(
        entity=graded, grade=CreditGrade.A, reason="配合处置", from_on=TODAY,
        until_on=TODAY + timedelta(days=30), status=OverrideStatus.APPROVED,
        proposed_by=UserFactory(), proposed_at=NOW, decided_by=UserFactory(), decided_at=LATER,
    )  # fmt: skip
    assert touched() == {graded.pk}
    assert Grade.objects.in_force(TODAY).get(entity=graded).grade == CreditGrade.A
    evening = LATER + timedelta(hours=2)
    GradeOverride.objects.filter(pk=override.pk).update(
        status=OverrideStatus.ENDED, ended_at=evening
    )
    run(RunKind.INCREMENTAL, at=evening)
    assert Grade.objects.in_force(TODAY).get(entity=graded).grade != CreditGrade.A


def test_an_assessment_touches_its_business(graded: Entity) -> None:
    install_packs(by=BY, at=NOW)
    ExternalAssessment.objects.create(
        entity=graded, source=AssessmentSource.NATIONAL, period="2026年第三季度",
        period_ends_on=date(2026, 9, 30), grade=CreditGrade.A, counts_from=TODAY,
        counts_until=TODAY + timedelta(days=120), recorded_at=LATER,
    )  # fmt: skip
    opened = run(RunKind.INCREMENTAL, at=LATER)
    assert opened.entities == 1


def test_another_model_touches_everybody(graded: Entity, reference_model: ScoringModel) -> None:
    stricter = ScoringModelFactory(base=70)
    ScoringModel.objects.filter(pk=stricter.pk).update(
        status=ModelStatus.PUBLISHED, effective_from=TODAY, published_at=LATER
    )
    assert start(RunKind.INCREMENTAL, at=LATER).model == stricter
    EvaluationRun.objects.filter(model=stricter).update(status=RunStatus.FAILED)
    second = run(RunKind.INCREMENTAL, at=LATER)
    assert second.entities == second.changed == Entity.objects.count() == 2


# --- two connections ---


@pytest.mark.django_db(transaction=True)
def test_two_connections_find_what_one_finds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_packs(by=BY, at=NOW)
    build_city(entities=300, records=2_000, seed=5, on=TODAY)
    monkeypatch.setattr("grading.ranges.KEYS_PER_RANGE", 40)
    settings.GRADING_CONNECTIONS = 2
    evening = NOW.replace(hour=23)
    both = run(at=evening)
    again = services.reproduce_run(on=TODAY, known_at=evening, by=BY, at=evening)
    settings.GRADING_CONNECTIONS = 1
    alone = services.reproduce_run(on=TODAY, known_at=evening, by=BY, at=evening)
    assert both.digest == again.digest == alone.digest
    assert both.entities == Grade.objects.count() == Entity.objects.count() == 300


@pytest.mark.django_db(transaction=True)
def test_an_attempt_holds_the_row_of_its_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is silent, but alive, keeps a second attempt and the sweep waiting."""
    EntityFactory()
    opened = services.open_run(kind=RunKind.FULL, on=TODAY, cause="测试", by=BY, at=NOW)
    free = f"SELECT id FROM grading_evaluationrun WHERE id = {opened.pk} FOR UPDATE SKIP LOCKED"
    evaluate, seen = evaluation.evaluate, [_as_another(free)]

    def watched(*args: Any) -> evaluation.Outcome:
        outcome = evaluate(*args)
        seen.append(_as_another(free))
        return outcome

    monkeypatch.setattr(evaluation, "evaluate", watched)
    services.carry_out_run(run=opened, by=BY, clock=lambda: NOW)
    assert [*seen, _as_another(free)] == [[(opened.pk,)], [], [(opened.pk,)]]
    assert services.carry_out_run(run=opened, by=BY, clock=lambda: NOW).changed == 1
    assert Grade.objects.count() == 1


def _as_another(statement: str) -> list[tuple[Any, ...]]:
    """What another connection finds."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
            found: list[tuple[Any, ...]] = cursor.fetchall()
    finally:
        other.close()
    return found


def _handle(of: EvaluationRun) -> JobHandle:
    """What the job of a run is given."""
    return JobHandle(JobFactory(params={"run": of.pk}))
