"""法人行政处罚 of the national 双公示 layout (prefix CF_)."""

from collections.abc import Sequence

from credit_portal.accounts.choices import Role
from credit_portal.policy.choices import PenaltyKind
from entities import selectors
from entities.choices import DishonestyLevel, RecordKind
from entities.imports.layout import CURRENT, CellKind, Column, Edition, Layout
from entities.imports.layouts.common import INDIVIDUAL, SOURCE, SUBJECT
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.imports.storing.records import Levelling, RecordMapping, store_records
from entities.rules import SIMPLE_KINDS, PenaltyRules, RecordRules, penalty_level

# 行政处罚法 (2021) 9; the labels are what files hold and what packs give a level to.
KINDS = {str(kind.label): str(kind.label) for kind in PenaltyKind}
SIMPLE = "简易程序"
PROCEDURES = {name: name for name in (SIMPLE, "普通程序")}
YUAN = 10_000  # the layout's amounts are in 万元

COLUMNS = (
    *SUBJECT,
    Column("document_number", "行政处罚决定书文号", required=True, max_length=128),
    Column("violation", "违法行为类型", required=True, max_length=2000),
    Column("facts", "违法事实", required=True),
    Column("basis", "处罚依据", required=True, max_length=2048),
    Column("kinds", "处罚类别", CellKind.CHOICES, required=True, choices=KINDS),
    Column("more_kinds", "处罚类别2", CellKind.CHOICES, choices=KINDS, is_former=True),
    Column(
        "procedure",
        "处罚程序",
        CellKind.CHOICE,
        choices=PROCEDURES,
        note="按简易程序作出的处罚填写，决定失信程度；留空视为普通程序",
    ),
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


def level_keys(rules: RecordRules) -> Sequence[str]:
    """The kinds and the procedure of a row, and how many of the starts its fine has reached."""
    starts = f"ARRAY[{rules.penalties.general_from}, {rules.penalties.serious_from}]::numeric[]"
    return "kinds", "procedure", f"width_bucket(nullif(fine, 0) * {YUAN}, {starts})"


def level_of(values: Sequence[str], rules: RecordRules) -> DishonestyLevel:
    """The level of a penalty with these keys."""
    kinds, procedure, reached = values
    general, serious = rules.penalties.general_from, rules.penalties.serious_from
    fine = (general / 2, general, serious)[int(reached)] if reached else None
    return penalty_level(
        kinds.split(";"), rules.penalties, fine=fine, is_simple=procedure == SIMPLE
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
        "procedure", "content", "fine", "confiscated", "licence", "source", "source_code", "remark",
    ),
    levelling=Levelling(level_keys, level_of),
    published_until="published_until",
)  # fmt: skip


def simple_limits(rules: PenaltyRules) -> str:
    """What the simple procedure may impose, in words."""
    return (
        f"简易程序只适用于警告，以及对个体工商户{rules.simple_person}元以下、"
        f"对其他主体{rules.simple_organisation}元以下的罚款"
    )


def judge_penalties(staged: StagedBatch) -> None:
    """All kinds of a former template count; the simple procedure has limits
    (``entities.rules.may_be_simple``)."""
    if "more_kinds" in staged.header.position:
        staged.execute(
            f"UPDATE {ROWS} SET kinds = concat_ws(';', kinds, more_kinds)"
            f" WHERE more_kinds <> kinds AND {GOOD}"
        )
    if "procedure" in staged.header.position:
        _judge_procedure(staged)


def _judge_procedure(staged: StagedBatch) -> None:
    limits = selectors.record_rules(staged.today).penalties
    staged.reject(
        "procedure",
        "procedure = %(simple)s AND (NOT string_to_array(kinds, ';') <@ %(kinds)s"
        f" OR fine * {YUAN} > CASE subject_kind WHEN %(individual)s THEN %(person)s"
        " ELSE %(organisation)s END)",
        f"与处罚不符：{simple_limits(limits)}",
        {
            "simple": SIMPLE, "kinds": sorted(SIMPLE_KINDS), "individual": INDIVIDUAL,
            "person": limits.simple_person, "organisation": limits.simple_organisation,
        },
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
    judge=judge_penalties,
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
