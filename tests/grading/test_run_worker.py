"""A run in a real worker that is killed in the middle: nothing counts, then all is right, once."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count

from credit_portal.jobs import services as jobs
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now, today
from entities.city.building import build_city
from entities.models import Entity
from grading import defaults, services
from grading.choices import RunKind, RunStatus
from grading.models import EvaluationRun, Grade
from grading.ranges import KEYS_PER_RANGE
from tests.factories.accounts import UserFactory
from tests.factories.entities import EntityFactory
from tests.jobs.conftest import StartWorker, portal_home, start_worker  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db(transaction=True)
BY = SystemActor("测试")
PATIENCE = 60  # seconds; a worker starts in a few
GATE = 7  # advisory lock that keeps the second range from ending


def wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, list(EvaluationRun.objects.values())
        time.sleep(0.1)


def execute(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def city(transactional_db: None) -> int:
    """Businesses in two ranges of keys; the number of those in the first."""
    install_packs(by=BY, at=now())
    defaults.install(by=BY, at=now() - timedelta(days=1))
    build_city(entities=40, records=300, seed=3, on=today())
    in_first = Entity.objects.count()
    EntityFactory(pk=KEYS_PER_RANGE + 1)
    build_city(entities=40, records=300, seed=4, on=today(), append=True)
    return in_first


@pytest.fixture
def gate(city: int) -> Iterator[None]:
    """The second range waits while this connection holds the lock."""
    execute(
        "CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF NEW.entity_id > {KEYS_PER_RANGE} THEN PERFORM pg_advisory_xact_lock_shared({GATE});"
        " END IF; RETURN NEW; END $$"
    )
    execute(
        "CREATE TRIGGER gate BEFORE INSERT ON grading_grade"
        " FOR EACH ROW EXECUTE FUNCTION wait_at_gate()"
    )
    execute(f"SELECT pg_advisory_lock({GATE})")
    yield
    execute("SELECT pg_advisory_unlock_all()")
    execute("DROP TRIGGER gate ON grading_grade")
    execute("DROP FUNCTION wait_at_gate")


def test_a_killed_worker_leaves_nothing_and_the_run_restarts(
    start_worker: StartWorker,  # noqa: F811
    city: int,
    gate: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRADING_CONNECTIONS", "2")
    worker = start_worker()
    run = services.start_run(
        kind=RunKind.FULL, on=today(), cause="测试", by=UserFactory(lead_officer=True), at=now()
    )
    wait_until(lambda: Grade.objects.count() == city)
    worker.kill()
    worker.wait()
    execute(f"SELECT pg_advisory_unlock({GATE})")
    wait_until(lambda: not _is_written())
    assert Grade.objects.count() == city, "what the dead worker had under way is not committed"
    assert not Grade.objects.counting().exists()
    assert jobs.sweep_jobs(at=now() + timedelta(seconds=120)) == 1
    assert services.give_up_dead_runs(by=BY, at=now()) == 0
    start_worker()
    wait_until(lambda: EvaluationRun.objects.get(pk=run.pk).status != RunStatus.RUNNING)
    run.refresh_from_db()
    assert (run.status, run.entities) == (RunStatus.COMPLETED, Entity.objects.count())
    graded = Grade.objects.counting().values("entity").annotate(rows=Count("pk"))
    assert {row["rows"] for row in graded} == {1}
    assert len(graded) == run.entities
    again = services.reproduce_run(on=run.on, known_at=run.known_at, by=BY, at=now())
    assert again.digest == run.digest


def _is_written() -> bool:
    """Whether another connection still holds a lock to write grades."""
    return bool(
        execute(
            "SELECT 1 FROM pg_locks WHERE relation = 'grading_grade'::regclass"
            " AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()"
        )
    )
