"""其他信用信息: every kind of the catalogue that has no layout of its own finds its way in."""

from datetime import date

import pytest

from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.shared.actors import SystemActor
from entities.catalogue import ITEMS, install_catalogue
from entities.choices import PublicationScope, RecordKind
from entities.details import details_of
from entities.fact_types import FactType
from entities.imports.layout import all_layouts
from entities.imports.layouts.facts import RESULT_FIELDS, WORDS
from entities.imports.report import report_of
from entities.models import CreditRecord
from tests.entities.imports.files import NOW, TODAY, fact_row, import_rows

pytestmark = pytest.mark.django_db
# Written by procedures of the portal, each with a record of its own.
BY_PROCEDURE = {
    RecordKind.COMMITMENT_FULFILMENT, RecordKind.COMMITMENT_BREACH, RecordKind.SELF_DECLARATION,
}  # fmt: skip
LISTS = {RecordKind.LISTING, RecordKind.ABNORMAL, RecordKind.JUDGMENT_DEBT}
COMMITMENT = {RecordKind.COMMITMENT}


def take(**changes: object) -> CreditRecord:
    batch = import_rows(fact_row(1, **changes), layout="facts")
    assert batch.accepted == 1, report_of(batch)
    return CreditRecord.objects.get(batch=batch)


def refusal_of(**changes: object) -> tuple[str, str]:
    (issue,) = report_of(import_rows(fact_row(1, **changes), layout="facts"))["rejected"]
    return issue["column"], issue["message"]


def test_every_kind_of_the_catalogue_has_a_way_in():
    own = {layout.kind for layout in all_layouts()}
    ways = set(RESULT_FIELDS) | BY_PROCEDURE | LISTS | COMMITMENT
    assert {kind for kind, *_ in ITEMS} - ways <= own


@pytest.mark.parametrize("kind", list(RESULT_FIELDS))
def test_each_kind_enters_with_the_scope_of_the_catalogue(kind):
    install_catalogue(by=SystemActor("test"), at=NOW)
    result = {RecordKind.INSPECTION: "1"}.get(kind) or WORDS.get(kind, ("办结",))[0]
    level = "轻微" if kind == RecordKind.COMPLAINT else ""
    record = take(信息种类=kind.label, 结果=result, 失信程度=level)
    assert record.kind == kind
    assert record.scope == {k: scope for k, _, scope, _ in ITEMS}[kind]
    assert record.details[RESULT_FIELDS[kind]].startswith(result)
    assert record.published_from == (None if level else date(2026, 3, 4))


def test_a_public_fact_is_shown_with_its_details_and_no_remark():
    install_catalogue(by=SystemActor("test"), at=NOW)
    record = take(信息种类="行政给付", 结果="已发放", 备注="内部")
    assert CreditRecord.objects.visible_to(PUBLIC_VIEWER, TODAY).get() == record
    assert details_of(record) == [
        ("金额（万元）", "2"), ("处理结果", "已发放"), ("内容", "授予安全生产先进单位"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "result", "level", "fact"),
    [
        ("荣誉", "省级", "", FactType.HONOUR_PROVINCIAL),
        ("纳税信用评价", "A级", "", FactType.TAX_CREDIT_A),
        ("纳税信用评价", "B", "", FactType.UNSCORED),
        ("合同履约", "拖欠", "一般", FactType.ARREARS),
        ("投诉举报查实", "已督促整改", "轻微", FactType.COMPLAINT),
        ("年度报告", "逾期", "一般", FactType.ANNUAL_REPORT_OVERDUE),
        ("行政强制", "拒不履行", "严重", FactType.DECISION_DEFIED),
        ("约谈", "警示约谈", "", FactType.INTERVIEW),
        ("约谈", "提示约谈", "", FactType.UNSCORED),
        ("约谈", "无故缺席", "", FactType.INTERVIEW_ABSENT),
        ("行政监督检查", "E", "", FactType.INSPECTION_CORRECTED),
        ("行政监督检查", "未发现问题", "", FactType.UNSCORED),
    ],
)
def test_results_count_as_the_register_knows_them(kind, result, level, fact):
    assert take(信息种类=kind, 结果=result, 失信程度=level).fact_type == fact


def test_a_stated_level_gives_its_publication():
    record = take(信息种类="行政强制", 结果="拒不履行", 失信程度="严重", 公示截止期="2028/01/01")
    assert (record.level, record.repairable_from, record.published_until) == (
        "serious", date(2027, 3, 4), date(2028, 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"信息种类": "荣誉", "结果": "部级"}, "结果", "荣誉须填写国家级、省级、市级、县级之一"),
        ({"信息种类": "荣誉"}, "结果", "国家级"),
        ({"信息种类": "行政监督检查", "结果": "很好"}, "结果", "1 未发现问题"),
        ({"信息种类": "年度报告", "结果": "逾期"}, "失信程度", "年度报告逾期属于失信信息"),
        ({"信息种类": "投诉举报查实"}, "失信程度", "须填写轻微、一般或者严重"),
        ({"失信程度": "轻微"}, "失信程度", "应当留空"),
        ({"信息种类": "行政强制", "结果": "当事人拒不履行"}, "结果", "以“拒不履行”开头"),
        ({"信息种类": "行政处罚"}, "信息种类", "只能是"),
    ],
)
def test_what_is_sent_back(row, column, said):
    heading, message = refusal_of(**row)
    assert (heading, said in message) == (column, True), message


def test_the_same_fact_enters_once_and_kinds_do_not_meet():
    import_rows(fact_row(1), layout="facts")
    batch = import_rows(
        fact_row(1), fact_row(1, 信息种类="行政给付"), fact_row(1, 事项名称="另一项奖励"),
        layout="facts",
    )  # fmt: skip
    assert (batch.accepted, batch.duplicates) == (2, 1)


def test_authorised_data_are_for_the_business_and_whom_it_allows():
    install_catalogue(by=SystemActor("test"), at=NOW)
    record = take(信息种类="用水信息", 事项名称="2026年10月用水", 文书号="")
    assert record.scope == PublicationScope.AUTHORISED
