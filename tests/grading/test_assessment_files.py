"""Files of results from outside: stored as if reported one by one, refused row by row."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credit_portal.accounts.models import User
from credit_portal.messages.models import Message
from credit_portal.policy.choices import NationalGrade
from credit_portal.shared.errors import DomainError
from entities.models import Entity, ImportBatch
from grading.choices import AssessmentSource
from grading.models import ExternalAssessment
from grading.rules_assessment import domain_name
from tests.entities.imports.files import NOW as IMPORTED_AT
from tests.entities.imports.files import code_of, import_rows
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.grading import ExternalAssessmentFactory

WORDS = {str(grade.label): grade for grade in NationalGrade}
INDUSTRY, NATIONAL, PROVINCE, MARKET = (
    AssessmentSource.INDUSTRY, AssessmentSource.NATIONAL, AssessmentSource.PROVINCE,
    AssessmentSource.MARKET,
)  # fmt: skip


def row(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "统一社会信用代码": code_of(number),
        "名称": f"澄江市第{number}贸易有限公司",
        "来源": "行业信用评价",
        "领域": "道路运输",
        "评价周期": "2026Q3",
        "评价等级": "B",
        "评价日期": "2026/10/20",
    } | changes


def take_in(*rows: dict[str, object], by: User | None = None) -> ImportBatch:
    agency = by.agency if by else AgencyFactory()
    return import_rows(*rows, layout="assessments", agency=agency, by=by)


def issues(batch: ImportBatch) -> dict[int, str]:
    rows = batch.quarantine.filter(is_duplicate=False)
    return {row.row: "".join(issue["message"] for issue in row.issues) for row in rows}


@pytest.mark.django_db
def test_a_file_is_stored_as_if_reported_one_by_one() -> None:
    agency = AgencyFactory()
    batch = import_rows(
        row(1, 评价周期="2026年3季度", 评价等级="b级"),
        row(2, 来源="国家公共信用综合评价", 领域="", 评价周期="2025", 评价等级="优"),
        layout="assessments", agency=agency,
    )  # fmt: skip

    industry, national = ExternalAssessment.objects.order_by("entity__uscc")
    assert (batch.accepted, batch.rejected, batch.duplicates) == (2, 0, 0)
    assert (industry.entity.uscc, industry.period, industry.grade) == (code_of(1), "2026Q3", "B")
    assert (industry.counts_from, industry.counts_until) == (date(2026, 10, 1), date(2027, 1, 1))
    assert (industry.period_ends_on, industry.domain) == (date(2026, 9, 30), "道路运输")
    assert (national.domain, national.grade) == ("", "A")
    assert (national.counts_from, national.counts_until) == (date(2026, 10, 20), date(2028, 4, 20))
    assert {a.reported_by for a in (industry, national)} == {agency}
    told = Message.objects.get(uscc=national.entity.uscc)
    assert told.text == "您单位国家公共信用综合评价2025年的结果为A（优）。"
    assert {(a.batch, a.recorded_at) for a in (industry, national)} == {(batch, IMPORTED_AT)}


@pytest.mark.django_db
def test_results_of_any_number_of_industries_are_told_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        take_in(row(1, 领域="旅游"), row(1, 领域="建筑业"), row(2, 领域="物业"))
    table = Message._meta.db_table
    told = [query for query in queries if f"INSERT INTO {table}" in query["sql"]]
    assert len(told) == 1
    assert set(Message.objects.values_list("uscc", "text")) == {
        (code_of(number), f"您单位{domain}行业信用评价2026年第三季度的结果为B级。")
        for number, domain in ((1, "旅游"), (1, "建筑业"), (2, "物业"))
    }


@pytest.mark.django_db
def test_rows_that_say_no_result_come_back_with_their_reasons() -> None:
    batch = take_in(
        row(1, 领域=""),
        row(2, 评价周期="上季度"),
        row(3, 评价等级="优"),
        row(4),
        row(5, 来源="街道评价"),
    )

    found = issues(batch)
    assert found.keys() == {2, 3, 4, 6}
    assert "须填写领域" in found[2]
    assert "2026Q3" in found[3]
    assert "评价等级" in found[4]
    assert (batch.accepted, batch.rejected) == (1, 4)
    assert Entity.objects.count() == 1, "no file for a business of which nothing is stored"


@pytest.mark.django_db
def test_the_same_again_is_a_duplicate_and_another_result_is_refused() -> None:
    take_in(row(1), row(2))
    again = take_in(
        row(1, 评价周期="2026年第三季度"),
        row(2, 评价等级="C"),
        row(3),
        row(3, 评价周期="2026-Q3"),
        row(4, 评价等级="A"),
        row(4, 评价等级="E"),
    )

    assert (again.accepted, again.duplicates, again.rejected) == (1, 2, 3)
    assert "先撤回" in issues(again)[3]
    assert {6, 7} <= issues(again).keys()
    assert ExternalAssessment.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", ["道路运输行业", "道路　运输", "领域", "ＩＴ服务 业"])
def test_a_file_spells_an_industry_as_the_form_does(spelling: str) -> None:
    take_in(row(1, 领域=spelling))
    assert ExternalAssessment.objects.get().domain == domain_name(spelling)


@pytest.mark.django_db
def test_a_department_file_brings_its_own_industry_only() -> None:
    ExternalAssessmentFactory(domain="旅游")
    batch = take_in(
        row(1),
        row(2, 领域="旅游"),
        row(3, 来源="国家公共信用综合评价", 评价周期="2025", 评价等级="良"),
        by=UserFactory(),
    )
    assert issues(batch).keys() == {3, 4}
    assert batch.accepted == 1


@pytest.mark.django_db
def test_a_town_cannot_send_the_file() -> None:
    with pytest.raises(DomainError):
        take_in(row(1), by=UserFactory(town_officer=True))
