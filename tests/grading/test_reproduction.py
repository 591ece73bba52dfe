"""A past day computed again, from what was known then."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from credit_portal.shared.actors import SystemActor
from entities.models import CreditRecord
from grading import tasks
from grading.choices import RunKind, RunStatus
from grading.models import EvaluationRun, Grade
from grading.runs import reproduction
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.grading.test_runs import _handle, run

pytestmark = pytest.mark.usefixtures("reference_model")
BY = SystemActor("测试")
NEXT_DAY = NOW + timedelta(days=1)


def reproduce() -> EvaluationRun:
    started = reproduction.start_reproduction(on=TODAY, by=BY, at=NEXT_DAY)
    tasks.carry_out_run(_handle(started))
    started.refresh_from_db()
    return started


def test_the_digest_is_the_same_whatever_happened_since() -> None:
    record = CreditRecordFactory()
    original = run()
    CreditRecord.objects.filter(pk=record.pk).update(
        withdrawn_at=NOW + timedelta(hours=1), withdrawal_reason="复议撤销"
    )
    CreditRecordFactory(entity=record.entity, recorded_at=NOW + timedelta(hours=2))
    run(at=NOW + timedelta(hours=3), kind=RunKind.INCREMENTAL)
    before = list(Grade.objects.order_by("pk").values_list())
    again = reproduce()
    assert (again.status, again.digest) == (RunStatus.COMPLETED, original.digest)
    assert reproduction.original_of(again) == original
    assert reproduction.reproductions_of(original) == [again]
    assert list(Grade.objects.order_by("pk").values_list()) == before


def test_a_register_that_is_not_what_it_was_is_noticed() -> None:
    record = CreditRecordFactory()
    original = run()
    CreditRecord.objects.filter(pk=record.pk).update(repaired_at=NOW - timedelta(hours=1))
    assert reproduce().digest != original.digest


def test_of_a_day_its_full_run_tells_what_was_known() -> None:
    CreditRecordFactory()
    full = run()
    run(RunKind.INCREMENTAL, at=NOW + timedelta(hours=1))
    assert reproduction.known_on(TODAY, NEXT_DAY) == full.known_at


def test_of_a_day_without_a_run_its_end_counts() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert reproduction.known_on(yesterday, NEXT_DAY).date() == yesterday
    assert reproduction.known_on(TODAY, NOW) == NOW
    started = reproduction.start_reproduction(on=yesterday, by=BY, at=NOW)
    tasks.carry_out_run(_handle(started))
    assert reproduction.original_of(started) is None


def test_a_business_that_came_later_is_left_out() -> None:
    CreditRecordFactory()
    original = run()
    EntityFactory(recorded_at=NOW + timedelta(hours=1))
    assert reproduce().digest == original.digest


def test_the_command_says_why_it_cannot_run() -> None:
    with pytest.raises(CommandError, match="没有生效的评价模型"):
        call_command("regrade", "--on", "2000-01-01")
