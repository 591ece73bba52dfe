"""法人行政处罚 of the national 双公示 layout (prefix CF_)."""

from credit_portal.accounts.choices import Role
from credit_portal.policy.choices import PenaltyKind
from entities.choices import RecordKind
from entities.imports.layout import CURRENT, CellKind, Column, Edition, Layout
from entities.imports.layouts.common import SOURCE, SUBJECT
from entities.imports.staging import StagedBatch
from entities.imports.storing.records import RecordMapping, store_records

# 行政处罚法 (2021) 9; the labels are what files hold and what packs give a level to.
KINDS = {str(kind.label): str(kind.label) for kind in PenaltyKind}

COLUMNS = (
    *SUBJECT,
    Column("document_number", "行政处罚决定书文号", required=True, max_length=128),
    Column("violation", "违法行为类型", required=True, max_length=2000),
    Column("facts", "违法事实", required=True),
    Column("basis", "处罚依据", required=True, max_length=2048),
    Column("kinds", "处罚类别", CellKind.CHOICES, required=True, choices=KINDS),
    Column("content", "处罚内容", required=True, max_length=4000),
    Column("fine", "罚款金额(万元)", CellKind.NUMBER),
    Column("confiscated", "没收违法所得、没收非法财物的金额(万元)", CellKind.NUMBER),
    Column("licence", "暂扣或吊销证照名称及编号", max_length=200),
    Column("decided_on", "处罚决定日期", CellKind.DATE, required=True, not_future=True),
    Column("valid_until", "处罚有效期", CellKind.DATE, required=True),
    Column("published_until", "公示截止期", CellKind.DATE, not_before="decided_on"),
    Column("authority", "处罚机关", required=True, max_length=200),
    Column("authority_code", "处罚机关统一社会信用代码", CellKind.USCC, required=True),
    *SOURCE,
)

MAPPING = RecordMapping(
    columns={
        "title": "left(violation, 500)",
        "document_number": "document_number",
        "authority_name": "authority",
        "authority_code": "coalesce(authority_code, '')",
        "decided_on": "decided_on",
        "valid_until": "valid_until",
    },
    details=(
        "subject_name", "subject_kind", "representative", "violation", "facts", "basis", "kinds",
        "content", "fine", "confiscated", "licence", "source", "source_code", "remark",
    ),
    kinds="kinds",
    published_until="published_until",
)  # fmt: skip


def _store(staged: StagedBatch) -> int:
    return store_records(staged, MAPPING)


PENALTIES = Layout(
    code="penalties",
    name="法人行政处罚",
    kind=RecordKind.PENALTY,
    columns=COLUMNS,
    key=("document_number", "authority_code", "subject", "decided_on"),
    store=_store,
    editions=(
        CURRENT,
        Edition("现行模板(另一印本)", {"confiscated": "没收违法所得、没收非法财物金额(万元)"}),
        Edition(
            "2016 年模板",
            {
                "subject": "行政相对人代码_1(统一社会信用代码)",
                "representative": "法定代表人姓名",
                "violation": "处罚名称",
                "facts": "处罚事由",
                "kinds": "处罚类别1",
                "content": "处罚结果",
            },
            absent=frozenset(
                {"subject_kind", "valid_until", "authority_code", "source", "source_code"}
            ),
        ),
    ),
    subject="subject",
    subject_name="subject_name",
    roles=frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER}),
)
