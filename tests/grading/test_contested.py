"""A contested record counts or not, as the pack says; a repaired one does not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from credit_portal.shared.actors import SystemActor
from entities import services
from entities.models import Entity
from grading.choices import RunKind
from grading.explanation import explain
from grading.judging import RESULT_COLUMNS, GradingQuery
from grading.models import EvaluationRun, Grade
from grading.selectors import grading_query
from grading.services import carry_out_run, open_run
from tests.factories.entities import NOW, TODAY, CreditRecordFactory

pytestmark = pytest.mark.usefixtures("reference_model")
BY = SystemActor("测试")
LATER = NOW + timedelta(minutes=5)


def score(entity: Entity, *, leaves_out: bool) -> int:
    query = grading_query(TODAY, LATER)
    policy = replace(query.policy, leaves_out_disputed=leaves_out)
    with connection.cursor() as cursor:
        statement = GradingQuery(query.model, policy, TODAY).results(f"{{id}} = {entity.pk}")
        cursor.execute(statement, {"known_at": LATER})
        return dict(zip(RESULT_COLUMNS, cursor.fetchone(), strict=True))["score"]


def run(kind: RunKind, at: object = LATER) -> EvaluationRun:
    opened = open_run(kind=kind, on=TODAY, cause="测试", by=BY, at=at)
    return carry_out_run(run=opened, by=BY, clock=lambda: at)


def test_a_contested_record_counts_only_where_the_pack_says_so() -> None:
    record = CreditRecordFactory(serious=True)
    full, clean = (
        score(record.entity, leaves_out=True),
        score(CreditRecordFactory(minor=True, withdrawn=True).entity, leaves_out=True),
    )
    mark = services.mark_disputed(record=record, reference="澄异议〔2026〕1号", by=BY, at=NOW)
    assert score(record.entity, leaves_out=True) == clean > full
    assert score(record.entity, leaves_out=False) == full
    services.clear_dispute_mark(mark=mark, reason="不成立", by=BY, at=NOW)
    assert score(record.entity, leaves_out=True) == full


def test_a_repair_is_graded_by_the_next_incremental_run() -> None:
    record = CreditRecordFactory(serious=True)
    other = CreditRecordFactory(serious=True)
    run(RunKind.FULL, NOW)
    services.repair_fact(record=record, reference="澄修决〔2026〕1号", by=BY, at=LATER)
    run(RunKind.INCREMENTAL, LATER + timedelta(minutes=1))
    latest = Grade.objects.filter(entity=record.entity).latest("pk")
    assert latest.score > Grade.objects.filter(entity=other.entity).latest("pk").score
    assert Grade.objects.filter(entity=other.entity).count() == 1


def test_a_mark_touches_its_business() -> None:
    record = CreditRecordFactory(serious=True)
    run(RunKind.FULL, NOW - timedelta(days=2))
    mark = services.mark_disputed(record=record, reference="澄异议〔2026〕1号", by=BY, at=NOW)
    assert run(RunKind.INCREMENTAL, LATER).entities == 1
    services.clear_dispute_mark(mark=mark, reason="不成立", by=BY, at=LATER)
    explanation = explain(record.entity, TODAY, LATER)
    assert explanation.score == Grade.objects.latest("pk").score
