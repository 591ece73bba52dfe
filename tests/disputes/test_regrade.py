"""What was wrong counts no longer: the next run, asked for at once, grades the business anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from disputes import receivers, services
from disputes import tasks as disputes_tasks
from disputes.choices import DisputeStatus
from disputes.events import DisputeDecided
from disputes.models import Dispute
from entities.models import Entity
from grading import defaults, tasks
from grading import services as grading
from grading.choices import RunKind
from grading.selectors import grade_of
from tests.factories.disputes import contested_record, dispute_in, filed, officer_of, upheld
from tests.factories.entities import NOW, TODAY
from tests.factories.grading import GradeFactory

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
HOUR = timedelta(hours=1)


@pytest.fixture
def model() -> None:
    install_packs(by=BY, at=NOW)
    defaults.install(by=BY, at=NOW.replace(year=2020))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Why each regrading was asked for."""
    causes: list[str] = []
    monkeypatch.setattr(
        tasks.regrade_touched, "apply_async", lambda args, countdown: causes.append(args[0])
    )
    cache.delete(tasks.WAITING)
    yield causes
    cache.delete(tasks.WAITING)


def graded(entity: Entity, at: datetime, kind: RunKind) -> str:
    run = grading.open_run(kind=kind, on=TODAY, cause="测试", by=BY, at=at)
    grading.carry_out_run(run=run, by=BY, clock=lambda: at)
    grade = grade_of(entity, TODAY)
    assert grade is not None
    return grade.grade


def decide(dispute: Dispute, at: datetime) -> Dispute:
    return services.decide_dispute(
        dispute=dispute, decisions=upheld(dispute), decision="成立", by=officer_of(dispute), at=at
    )


@pytest.mark.usefixtures("model")
def test_a_revoked_penalty_lifts_the_grade(
    asked: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    record = contested_record(serious=True)
    before = graded(record.entity, NOW - HOUR, RunKind.FULL)
    dispute = dispute_in(DisputeStatus.VERIFIED, filed(record))
    assert graded(record.entity, NOW, RunKind.INCREMENTAL) == before, "contested it still counts"
    cache.delete(tasks.WAITING)
    with django_capture_on_commit_callbacks(execute=True):
        decide(dispute, NOW + HOUR)
    assert asked == ["撤回或更正信用记录"]
    assert graded(record.entity, NOW + 2 * HOUR, RunKind.INCREMENTAL) < before


def test_a_grade_found_wrong_is_computed_anew(asked: list[str]) -> None:
    about_grade = filed(GradeFactory(), ("grade", "应为A级"))
    about_record = filed()
    for dispute in (about_grade, about_record):
        disputes_tasks.grade_again(dispute.pk)
    assert asked == ["异议成立"], "a corrected record asks for it by itself"


@pytest.mark.parametrize("is_upheld", [True, False])
def test_only_what_was_wrong_asks_for_it(monkeypatch: pytest.MonkeyPatch, is_upheld: bool) -> None:
    sent: list[int] = []
    monkeypatch.setattr(disputes_tasks.grade_again, "delay", sent.append)
    receivers.grade_again(DisputeDecided(7, is_upheld))
    assert sent == ([7] if is_upheld else [])
