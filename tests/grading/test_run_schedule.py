"""Runs that begin by themselves: by the calendar of the pack, and after each change."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.policy.choices import Period
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused
from credit_portal.shared.events import Event, publish
from entities.events import FactRecorded, FactWithdrawn, FileImported
from grading import tasks
from grading.choices import RunKind
from grading.models import EvaluationRun
from grading.runs import schedule
from tests.factories.entities import NOW, SHANGHAI, CreditRecordFactory
from tests.factories.grading import EvaluationRunFactory
from tests.grading.test_runs import run

BY = SystemActor("测试")


def moment(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (moment(11, 1, 2), moment(11, 1, 2)),
        (moment(11, 1, 1), moment(10, 1, 2)),
        (moment(11, 30, 23), moment(11, 1, 2)),
        (datetime(2026, 1, 1, 1, 59, tzinfo=SHANGHAI), datetime(2025, 12, 1, 2, tzinfo=SHANGHAI)),
    ],
)
def test_the_last_moment_of_a_month(at: datetime, expected: datetime) -> None:
    assert schedule.last_moment(at, Period.MONTH, day=1, hour=2) == expected


@pytest.mark.parametrize(
    ("period", "month"), [(Period.MONTH, 11), (Period.QUARTER, 10), (Period.YEAR, 1)]
)
def test_the_last_moment_of_a_period(period: Period, month: int) -> None:
    found = schedule.last_moment(moment(11, 22, 9), period, day=1, hour=2)
    assert found == moment(month, 1, 2)


@pytest.fixture
def packs(reference_model: object) -> None:
    install_packs(by=BY, at=NOW - timedelta(days=100))


@pytest.mark.usefixtures("packs")
def test_the_monthly_run_starts_once_and_is_made_up_for() -> None:
    late = moment(11, 3, 9)  # the machine was off on the first
    started = schedule.start_due_run(by=BY, at=late)
    assert started is not None
    assert (started.kind, started.cause, started.on) == (
        RunKind.FULL, "每月评价", date(2026, 11, 3),
    )  # fmt: skip
    assert not schedule.is_full_run_due(late + timedelta(hours=1))
    assert schedule.is_full_run_due(moment(12, 1, 2))


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(
    ("values", "due"),
    [({}, False), ({"running": True}, False), ({"failed": True}, True),
     ({"kind": RunKind.INCREMENTAL}, True), ({"kind": RunKind.REPRODUCTION}, True),
     ({"started_at": moment(11, 1, 1)}, True)],
)  # fmt: skip
def test_only_a_full_run_of_this_month_will_do(values: dict[str, object], due: bool) -> None:
    EvaluationRunFactory(**values)
    assert schedule.is_full_run_due(NOW) == due


@pytest.mark.usefixtures("packs")
def test_each_day_what_falls_due_is_graded() -> None:
    CreditRecordFactory(published_until=date(2026, 11, 22))
    run()
    assert schedule.start_due_run(by=BY, at=NOW + timedelta(hours=1)) is None
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(Refused, match="无须评价"):
        schedule.start_due_run(by=BY, at=tomorrow)
    daily = schedule.start_due_run(by=BY, at=tomorrow + timedelta(days=1))
    assert daily is not None
    assert (daily.kind, daily.cause) == (RunKind.INCREMENTAL, schedule.DAILY)


@pytest.mark.usefixtures("packs")
def test_the_hourly_task_is_quiet_where_nothing_is_due() -> None:
    tasks.start_due_run()
    tasks.start_due_run()
    assert EvaluationRun.objects.count() == 1


# --- after a change ---


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Seconds after which each regrading was asked for."""
    asked: list[int] = []
    monkeypatch.setattr(
        tasks.regrade_touched, "apply_async", lambda args, countdown: asked.append(countdown)
    )
    cache.delete(tasks.WAITING)
    yield asked
    cache.delete(tasks.WAITING)


@pytest.mark.django_db
@pytest.mark.parametrize("event", [FactRecorded(1, 2), FactWithdrawn(1, 2, None), FileImported(3)])
def test_a_change_asks_for_a_regrading_once(
    event: Event,
    sent: list[int],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(event)
        publish(event)
    assert sent == [tasks.SOON]


@pytest.mark.usefixtures("packs")
def test_a_regrading_starts_a_run_and_the_next_change_asks_anew(sent: list[int]) -> None:
    CreditRecordFactory()
    tasks.request_regrade("新增信用记录")
    tasks.regrade_touched("新增信用记录")
    started = EvaluationRun.objects.get()
    assert (started.kind, started.cause) == (RunKind.INCREMENTAL, "新增信用记录")
    tasks.request_regrade("新增信用记录")
    assert sent == [tasks.SOON, tasks.SOON]


@pytest.mark.usefixtures("packs")
def test_a_regrading_comes_again_while_another_run_is_under_way(sent: list[int]) -> None:
    CreditRecordFactory()
    tasks.regrade_touched("新增信用记录")
    tasks.regrade_touched("新增信用记录")
    assert sent == [tasks.LATER]
    assert EvaluationRun.objects.count() == 1


@pytest.mark.django_db
def test_a_regrading_without_a_model_does_nothing(sent: list[int]) -> None:
    tasks.regrade_touched("新增信用记录")
    assert (sent, EvaluationRun.objects.count()) == ([], 0)
