"""Good rows become records by the rules of the register, with their provenance."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.workdays import LONG_TERM
from entities import rules, selectors, services
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.imports.storing import records as storing
from entities.models import CreditRecord, Entity
from tests.entities.imports.files import (
    AUTHORITY,
    AUTHORITY_CODE,
    NOW,
    TODAY,
    code_of,
    import_rows,
    penalty_row,
    permit_row,
)
from tests.factories.accounts import AgencyFactory

pytestmark = pytest.mark.django_db
SYSTEM = SystemActor("test")


def test_a_penalty_with_its_provenance():
    agency = AgencyFactory()
    batch = import_rows(penalty_row(7, 备注="内部"), agency=agency)
    record = CreditRecord.objects.get()
    assert (record.entity.uscc, record.kind, record.title) == (
        code_of(7), RecordKind.PENALTY, "违反安全生产规定",
    )  # fmt: skip
    assert (record.authority_name, record.authority_code) == (AUTHORITY, AUTHORITY_CODE)
    assert (record.batch, record.source_row, record.reported_by) == (batch, 2, agency)
    assert (record.decided_on, record.valid_until) == (date(2026, 3, 4), date(2027, 3, 4))
    assert record.recorded_at == NOW
    assert record.scope == selectors.default_scope(RecordKind.PENALTY)
    assert record.details["fine"] == "0.2"
    assert record.details["kinds"] == "罚款"


def test_no_id_number_gets_into_a_record():
    import_rows(penalty_row(1))
    import_rows(permit_row(1), layout="permits")
    for record in CreditRecord.objects.all():
        assert "990281197001010018" not in str(vars(record))


def test_the_fingerprint_is_that_of_the_rule():
    import_rows(penalty_row(1))
    assert CreditRecord.objects.get().fingerprint == rules.fingerprint(
        RecordKind.PENALTY, "澄应罚〔2026〕1号", AUTHORITY_CODE, code_of(1), "2026-03-04"
    )


def test_neither_the_wrong_nor_the_corrected_row_comes_in_again():
    import_rows(penalty_row(1))
    right = {"document_number": "澄应罚〔2026〕8号", "decided_on": date(2026, 3, 5)}
    record = CreditRecord.objects.get()
    services.correct_fact(record=record, changes=right, reason="录入错误", by=SYSTEM, at=NOW)
    corrected = penalty_row(1, 行政处罚决定书文号="澄应罚〔2026〕8号", 处罚决定日期="2026/03/05")
    batch = import_rows(corrected, penalty_row(1))
    assert (batch.accepted, batch.duplicates) == (0, 2)


def test_a_fact_written_by_hand_is_a_duplicate_too():
    import_rows(penalty_row(1))
    record = CreditRecord.objects.get()
    services.withdraw_fact(record=record, reason="重录", by=SYSTEM, at=NOW)
    services.record_fact(
        entity=record.entity, kind=RecordKind.PENALTY, title="手工录入",
        decided_on=date(2026, 3, 4), authority_name=AUTHORITY,
        key=["澄应罚〔2026〕2号", AUTHORITY_CODE, code_of(1), "2026-03-04"], by=SYSTEM, at=NOW,
    )  # fmt: skip
    batch = import_rows(penalty_row(1, 行政处罚决定书文号="澄应罚〔2026〕2号"))
    assert (batch.accepted, batch.duplicates) == (0, 1)


def test_a_withdrawn_fact_does_not_come_back():
    import_rows(penalty_row(1))
    record = CreditRecord.objects.get()
    services.withdraw_fact(record=record, reason="法院撤销", by=SYSTEM, at=NOW)
    batch = import_rows(penalty_row(1), penalty_row(2))
    assert (batch.accepted, batch.duplicates) == (1, 1)
    assert CreditRecord.objects.standing().get().entity.uscc == code_of(2)


@pytest.mark.parametrize("stated", ["", "2026/04/01", "2039/01/01"])
@pytest.mark.parametrize("kinds", ["警告", "罚款;没收违法所得", "罚款;限制从业", "其他"])
@pytest.mark.parametrize("decided", [date(2026, 1, 31), date(2024, 2, 29), date(2025, 11, 30)])
def test_level_and_publication_follow_the_rule(kinds, stated, decided):
    row = penalty_row(1, 处罚类别=kinds, 公示截止期=stated, 处罚决定日期=decided.isoformat())
    import_rows(row)
    record = CreditRecord.objects.get()
    in_force = selectors.record_rules(TODAY)
    until = date.fromisoformat(stated.replace("/", "-")) if stated else None
    level = rules.penalty_level(kinds.split(";"), in_force.penalties)
    expected = rules.publication_of(level, decided, in_force, until)
    assert record.level == level
    assert record.rule == in_force.version
    assert (record.published_from, record.repairable_from, record.published_until) == (
        expected.published_from, expected.repairable_from, expected.published_until,
    )  # fmt: skip


STARTS = {"general_from": Decimal(10_000), "serious_from": Decimal(1_000_000)}


@pytest.mark.parametrize(
    ("fine", "level"),
    [
        ("", "general"),
        ("0", "general"),
        ("0.9", "minor"),
        ("1", "general"),
        ("99.9", "general"),
        ("100", "serious"),
    ],
)
def test_the_amount_of_the_fine_decides_where_the_pack_gives_starts(monkeypatch, fine, level):
    in_force = selectors.record_rules(TODAY)
    changed = replace(in_force, penalties=replace(in_force.penalties, **STARTS))
    monkeypatch.setattr(storing.selectors, "record_rules", lambda on: changed)
    import_rows(penalty_row(1, **{"罚款金额(万元)": fine}), penalty_row(2, 处罚类别="警告"))
    assert list(CreditRecord.objects.order_by("source_row").values_list("level", flat=True)) == [
        level, "minor",
    ]  # fmt: skip


def test_the_simple_procedure_is_minor_within_its_limits():
    simple = {"处罚程序": "简易程序"}
    person = {"行政相对人类别": "个体工商户"}
    batch = import_rows(
        penalty_row(1, **simple),
        penalty_row(2, **simple | {"罚款金额(万元)": "0.31"}),
        penalty_row(3, **simple | person),
        penalty_row(4, **simple | person | {"罚款金额(万元)": "0.02"}),
        penalty_row(5, **simple | {"处罚类别": "罚款;没收违法所得"}),
        penalty_row(6, 处罚程序="普通程序"),
    )
    kept = CreditRecord.objects.order_by("source_row").values_list("source_row", "level")
    assert list(kept) == [(2, "minor"), (5, "minor"), (7, "general")]
    assert [row.row for row in batch.quarantine.all()] == [3, 4, 6]
    assert "个体工商户200元以下" in batch.quarantine.first().issues[0]["message"]


def test_both_kinds_of_a_former_template_decide():
    row = {"处罚名称": "虚假宣传", "处罚类别1": "罚款", "处罚类别2": "限制从业"}
    former = {
        "违法行为类型": "处罚名称", "违法事实": "处罚事由", "处罚类别": "处罚类别1",
        "处罚内容": "处罚结果", "法定代表人": "法定代表人姓名",
    }  # fmt: skip
    old = {former.get(heading, heading): cell for heading, cell in penalty_row(1).items()}
    batch = import_rows(old | row)
    record = CreditRecord.objects.get()
    assert (batch.edition, record.level) == ("2016 年模板", "serious")
    assert record.details["kinds"] == "罚款;限制从业"


def test_a_level_that_is_not_published_has_no_beginning(monkeypatch):
    in_force = selectors.record_rules(TODAY)
    hidden = replace(in_force.publication[DishonestyLevel.GENERAL], is_published=False)
    changed = replace(
        in_force, publication={**in_force.publication, DishonestyLevel.GENERAL: hidden}
    )
    monkeypatch.setattr(storing.selectors, "record_rules", lambda on: changed)
    import_rows(penalty_row(1))
    assert CreditRecord.objects.get().published_from is None


def test_permits_are_shown_from_their_day_without_end():
    import_rows(permit_row(1), layout="permits")
    record = CreditRecord.objects.get()
    assert (record.level, record.published_from, record.published_until) == (
        "", date(2026, 3, 4), None,
    )  # fmt: skip
    assert record.valid_until == LONG_TERM
    assert record.details["state"] == "有效"
    assert record.scope in PublicationScope.values


def test_an_unknown_code_gets_one_provisional_file_under_its_first_name():
    import_rows(
        penalty_row(1, 行政处罚决定书文号="a", 行政相对人名称="第一个名字"),
        penalty_row(1, 行政处罚决定书文号="b", 行政相对人名称="第二个名字"),
    )
    entity = Entity.objects.get()
    assert (entity.name, entity.is_provisional) == ("第一个名字", True)
    assert entity.records.count() == 2


def test_the_day_of_import_is_no_future():
    tomorrow = TODAY + timedelta(days=1)
    batch = import_rows(
        penalty_row(1, 处罚决定日期=TODAY.isoformat()),
        penalty_row(2, 处罚决定日期=tomorrow.isoformat()),
    )
    assert (batch.accepted, batch.rejected) == (1, 1)
