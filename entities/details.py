"""The details of a record as a person reads them: headings of the layouts, labels of choices."""

from collections.abc import Mapping

from credit_portal.policy.choices import CommitmentKind, DisqualifyingEvent
from entities.choices import RecordKind
from entities.imports.checks import invalid_sentence
from entities.imports.layout import CellKind, column_of, shown_details, shown_headings
from entities.imports.layouts.facts import FACTS, RESULT_FIELDS, known_result
from entities.imports.values import BadCell, parser_of
from entities.models import CreditRecord

# Fields of kinds that no department file brings; a field that is not named here is not shown.
LABELS = {
    "commitment_code": "承诺编码",
    "commitment_kind": "承诺类型",
    "content": "承诺内容",
    "liability": "违诺责任",
    "fulfilment": "承诺履行状态",
    "disqualifying_event": "取消承诺资格的情形",
    "unfulfilled_content": "未履行的承诺内容",
    "liability_pursued": "违诺责任追究内容",
    "inspection_result": "检查结果",
    "honour_rank": "荣誉级别",
    "contract_result": "履约结果",
    "enforcement_result": "执行情况",
    "report_result": "年报情况",
    "rectification_result": "整改情况",
    "interview_result": "约谈情况",
    "tax_grade": "纳税信用级别",
    "declaration": "申报事项",
    "amount": "金额（万元）",
    "list_name": "名单名称",
    "reason": "事由",
    "handling": "处理结果",
    "summary": "内容",
}
FULFILMENT = {"1": "全部履行", "2": "部分履行", "3": "全部未履行"}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "commitment_kind": {kind.value: str(kind.label) for kind in CommitmentKind},
    "disqualifying_event": {event.value: str(event.label) for event in DisqualifyingEvent},
    "fulfilment": FULFILMENT,
}


def headings_of(kind: str) -> Mapping[str, str]:
    """Field → heading of the details that a record of ``kind`` may show."""
    return shown_headings(kind) or LABELS


def details_of(record: CreditRecord) -> list[tuple[str, str]]:
    """Heading and value of each detail that may be shown; private columns never are."""
    rows = shown_details(record.kind, record.details) or _labelled(record.details)
    return [(heading, str(value)) for heading, value in rows]


def checked(kind: str, field: str, text: str) -> str:
    """A detail of a record of ``kind``, read as the file that brings it would be.

    Raises:
        ValueError: its column does not take it, or its kind has no such result; the argument says
            why.
    """
    result_field = RESULT_FIELDS.get(RecordKind(kind))
    if field == result_field:
        return known_result(kind, text)
    column = column_of(FACTS.kind if result_field else kind, field)
    if column is None or column.kind == CellKind.TEXT:
        return text
    try:
        return parser_of(column)(text)
    except BadCell as error:
        raise ValueError(invalid_sentence(column)) from error


def _labelled(details: Mapping[str, object]) -> list[tuple[str, object]]:
    return [
        (label, CHOICES.get(field, {}).get(str(details[field]), details[field]))
        for field, label in LABELS.items()
        if details.get(field)
    ]
