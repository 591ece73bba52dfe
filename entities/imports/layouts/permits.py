"""法人行政许可 of the national 双公示 layout (prefix XK_)."""

from credit_portal.accounts.choices import Role
from entities.choices import RecordKind
from entities.imports.layout import CURRENT, CellKind, Column, Edition, Layout
from entities.imports.layouts.common import SOURCE, SUBJECT
from entities.imports.staging import StagedBatch
from entities.imports.storing.records import RecordMapping, store_records

KINDS = {name: name for name in ("普通", "特许", "认可", "核准", "登记", "其他")}
STATES = {"1": "有效", "2": "无效", "有效": "有效", "无效": "无效"}

COLUMNS = (
    *SUBJECT,
    Column("document_name", "行政许可决定文书名称", required=True, max_length=200),
    Column("document_number", "行政许可决定文书号", required=True, max_length=128),
    Column("permit_kind", "许可类别", CellKind.CHOICE, required=True, choices=KINDS),
    Column("certificate", "许可证书名称", max_length=200),
    Column("certificate_number", "许可编号", max_length=200),
    Column("content", "许可内容", required=True, max_length=4000),
    Column("decided_on", "许可决定日期", CellKind.DATE, required=True, not_future=True),
    Column("valid_from", "有效期自", CellKind.DATE, required=True),
    Column("valid_until", "有效期至", CellKind.DATE, required=True, not_before="decided_on"),
    Column("authority", "许可机关", required=True, max_length=200),
    Column("authority_code", "许可机关统一社会信用代码", CellKind.USCC, required=True),
    Column("state", "当前状态", CellKind.CHOICE, required=True, choices=STATES),
    *SOURCE,
)

MAPPING = RecordMapping(
    columns={
        "title": "coalesce(certificate, document_name)",
        "document_number": "document_number",
        "authority_name": "authority",
        "authority_code": "coalesce(authority_code, '')",
        "decided_on": "decided_on",
        "valid_from": "valid_from",
        "valid_until": "valid_until",
    },
    details=(
        "subject_name", "subject_kind", "representative", "document_name", "permit_kind",
        "certificate", "certificate_number", "content", "state", "source", "source_code", "remark",
    ),
)  # fmt: skip


def _store(staged: StagedBatch) -> int:
    return store_records(staged, MAPPING)


PERMITS = Layout(
    code="permits",
    name="法人行政许可",
    kind=RecordKind.PERMIT,
    columns=COLUMNS,
    key=("document_number", "authority_code", "subject", "decided_on"),
    store=_store,
    editions=(
        CURRENT,
        Edition(
            "2016 年模板",
            {
                "representative": "法定代表人姓名",
                "document_name": "项目名称",
                "permit_kind": "审批类别",
            },
            absent=frozenset(
                "subject_kind valid_from valid_until authority_code source source_code".split()
            ),
        ),
    ),
    subject="subject",
    subject_name="subject_name",
    roles=frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER}),
)
