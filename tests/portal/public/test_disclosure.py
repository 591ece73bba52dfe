"""Rules and data for everybody: the pack with its sources, the model, statistics, quality."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.policy.services import install_packs, pack_in_force
from credit_portal.portal.public.figures import city_figures
from credit_portal.portal.public.quality import data_quality
from credit_portal.portal.public.statistics import city_statistics
from credit_portal.shared.actors import SystemActor
from entities.choices import BatchStatus, RecordKind
from entities.models import CreditRecord, QuarantinedRow
from grading import defaults
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, ImportBatchFactory

pytestmark = pytest.mark.django_db
OFFICE = SystemActor("测试")
MOST_STATISTICS, MOST_QUALITY = 6, 5


def test_every_value_in_force_stands_with_its_source(client: Client) -> None:
    install_packs(by=OFFICE, at=NOW)
    page = client.get("/disclosure/").content.decode()
    clause = pack_in_force(TODAY).publication.act_days
    assert clause.source in page
    assert "上网公开期限" in page
    assert str(clause.certainty.label) in page


def test_the_model_in_force_is_marked(client: Client) -> None:
    assert "还没有生效的评价模型" in client.get("/disclosure/model/").content.decode()
    install_packs(by=OFFICE, at=NOW)
    defaults.install(by=OFFICE, at=NOW)
    page = client.get("/disclosure/model/").content.decode()
    assert pack_in_force(TODAY).grading.local_model_label.value in page
    assert "指标" in page


def test_statistics_count_what_is_published_by_month() -> None:
    CreditRecordFactory(decided_on=date(2026, 9, 1))
    CreditRecordFactory(decided_on=date(2026, 9, 30), kind=RecordKind.PERMIT)
    CreditRecordFactory(decided_on=date(2026, 9, 30), kind=RecordKind.HONOUR)
    for state in ("withdrawn", "authorised", "repaired"):
        CreditRecordFactory(decided_on=date(2026, 9, 2), **{state: True})
    statistics = city_statistics(TODAY)
    months = {line.month: line.counts for line in statistics.records}
    assert len(months) == 12
    assert months[date(2026, 9, 1)] == (1, 1, 0, 1)
    published = CreditRecord.objects.visible_to(PUBLIC_VIEWER, TODAY).count()
    assert sum(line.total for line in statistics.records) == published
    assert sum(line.repaired for line in statistics.acts) == 1


def test_quality_adds_up_the_batches() -> None:
    batch = ImportBatchFactory(
        status=BatchStatus.IMPORTED, rows=10, accepted=7, duplicates=1, rejected=2
    )
    ImportBatchFactory(agency=batch.agency, status=BatchStatus.REFUSED, rows=99)
    issues = [{"column": "代码", "code": "uscc_invalid", "message": "不正确"}]
    QuarantinedRow.objects.create(batch=batch, row=3, cells="[]", issues=issues)
    quality = data_quality(TODAY)
    (line,) = quality.agencies
    assert (line.label, line.batches, line.rows, line.rejected) == (batch.agency.name, 1, 10, 2)
    assert quality.rejected_percent == 20
    assert quality.valid_codes_percent == 90
    assert [month.label for month in quality.months] == ["2026-11"]


def test_counting_asks_a_fixed_number_of_questions(client: Client) -> None:
    for _ in range(2):
        CreditRecordFactory.create_batch(3)
        ImportBatchFactory(status=BatchStatus.IMPORTED, rows=1)
        for count, most in ((city_statistics, MOST_STATISTICS), (data_quality, MOST_QUALITY)):
            with CaptureQueriesContext(connection) as asked:
                count(TODAY)
            assert len(asked) <= most
    for path in ("statistics", "quality"):
        assert client.get(f"/disclosure/{path}/").status_code == 200


def test_classes_are_counted_only_where_grades_are_public() -> None:
    assert not pack_in_force(TODAY).visibility.grade_public.value
    assert city_figures(TODAY).classes == {}
