"""其他信用信息: every kind of fact that departments hold and no layout of its own brings."""

from collections.abc import Mapping, Sequence

from credit_portal.accounts.choices import Role
from credit_portal.policy.choices import DishonestyLevel
from credit_portal.policy.services import pack_in_force
from entities.choices import RecordKind
from entities.fact_types import RULES, FactType
from entities.imports.layout import CellKind, Column, Layout
from entities.imports.layouts.common import by_label
from entities.imports.staging import ROWS, StagedBatch
from entities.imports.storing.records import Levelling, RecordMapping, scope_of, store_records
from entities.rules import RecordRules

RESULTS = "import_results"
_Kind = RecordKind

# Kinds that come this way, and in which detail of the record their result stands.
RESULT_FIELDS: Mapping[RecordKind, str] = {
    _Kind.ENFORCEMENT: "enforcement_result",
    _Kind.CONFIRMATION: "handling",
    _Kind.LEVY: "handling",
    _Kind.PAYMENT: "handling",
    _Kind.ADJUDICATION: "handling",
    _Kind.COMPENSATION: "handling",
    _Kind.REWARD: "handling",
    _Kind.INSPECTION: "inspection_result",
    _Kind.COMPLAINT: "handling",
    _Kind.CONTRACT: "contract_result",
    _Kind.HONOUR: "honour_rank",
    _Kind.TAX_CREDIT: "tax_grade",
    _Kind.ANNUAL_REPORT: "report_result",
    _Kind.RECTIFICATION: "rectification_result",
    _Kind.INTERVIEW: "interview_result",
    _Kind.WATER: "handling",
    _Kind.ELECTRICITY: "handling",
    _Kind.GAS: "handling",
    _Kind.PROPERTY: "handling",
    _Kind.RESEARCH: "handling",
}
REMINDER = "提示约谈"  # on record, unscored
# Results that the register counts by: one of these words has to be given.
WORDS: Mapping[RecordKind, Sequence[str]] = {
    _Kind.CONTRACT: ("按约履行", "延期履行", "未履行", "拖欠"),
    _Kind.HONOUR: ("国家级", "省级", "市级", "县级"),
    _Kind.TAX_CREDIT: ("A", "B", "M", "C", "D"),
    _Kind.ANNUAL_REPORT: ("按期", "逾期"),
    _Kind.RECTIFICATION: ("按期完成", "逾期未完成"),
    _Kind.INTERVIEW: ("警示约谈", REMINDER, "无故缺席"),
}
# These speak against a business: they end with the publication that their level gives them.
DISHONEST: Mapping[RecordKind, str] = {
    rule.kind: rule.prefix
    for rule in RULES
    if rule.fact_type in {
        FactType.DECISION_DEFIED, FactType.COMPLAINT, FactType.ARREARS,
        FactType.ANNUAL_REPORT_OVERDUE,
    }
}  # fmt: skip
MERITS = (_Kind.HONOUR, _Kind.REWARD, _Kind.TAX_CREDIT, _Kind.PAYMENT, _Kind.COMPENSATION)
_WORDS_NOTE = "；".join(f"{kind.label}填{'、'.join(words)}" for kind, words in WORDS.items())

COLUMNS = (
    Column("subject_name", "主体名称", required=True, max_length=200),
    Column("subject", "统一社会信用代码", CellKind.USCC, required=True),
    Column(
        "kind", "信息种类", CellKind.CHOICE, required=True,
        choices={str(kind.label): str(kind.value) for kind in RESULT_FIELDS},
    ),
    Column(
        "title", "事项名称", required=True, max_length=500,
        note="如：查封扣押、守合同重信用企业、2026年10月用电",
    ),
    Column("document_number", "文书号", max_length=128, note="没有文书的留空"),
    Column("decided_on", "作出日期", CellKind.DATE, required=True, not_future=True),
    Column("valid_until", "有效期至", CellKind.DATE, not_before="decided_on"),
    Column("content", "内容", max_length=4000),
    Column(
        "result", "结果", max_length=200,
        note=f"{_WORDS_NOTE}；行政监督检查填抽查结果代码或者名称；行政强制拒不履行的填拒不履行；"
        "其他填处理结果，可留空",
    ),
    Column("amount", "金额(万元)", CellKind.NUMBER),
    Column(
        "stated_level", "失信程度", CellKind.CHOICE, choices=by_label(DishonestyLevel),
        note="失信信息填写，公示期随之确定；其他信息留空",
    ),
    Column(
        "published_until", "公示截止期", CellKind.DATE, not_before="decided_on",
        note="文书载明的，不超过失信程度对应的最长公示期",
    ),
    Column("authority", "作出机关(提供单位)", required=True, max_length=200),
    Column(
        "authority_code", "作出机关(提供单位)统一社会信用代码", CellKind.USCC, required=True
    ),
    Column("remark", "备注", max_length=512, is_private=True),
)  # fmt: skip


def level_of(values: Sequence[str], _: RecordRules) -> DishonestyLevel | None:
    """The level that the authority itself states."""
    (stated,) = values
    return DishonestyLevel(stated) if stated else None


_FIELD = " ".join(f"WHEN '{kind.value}' THEN '{field}'" for kind, field in RESULT_FIELDS.items())
MAPPING = RecordMapping(
    columns={
        "kind": "kind",
        "title": "title",
        "document_number": "coalesce(document_number, '')",
        "authority_name": "authority",
        "authority_code": "authority_code",
        "decided_on": "decided_on",
        "valid_until": "valid_until",
        "scope": scope_of(f"{ROWS}.kind"),
        "details": (
            "jsonb_strip_nulls(jsonb_build_object('summary', content, 'amount', amount::text,"
            f" 'remark', remark, 'interview_kind', CASE WHEN kind = '{_Kind.INTERVIEW.value}' AND"
            f" result = '{REMINDER}' THEN 'reminder' END, CASE kind {_FIELD} END, result))"
        ),
    },
    details=(),
    levelling=Levelling(lambda _: ("stated_level",), level_of),
    published_until="published_until",
)


def known_result(kind: str, text: str) -> str:
    """The result in the words that the register counts by: another would silently count no more.

    Those of interviews are free, since the portal's own interviews say more than files do.

    Raises:
        ValueError: it is none of them; the argument names them.
    """
    words = WORDS.get(RecordKind(kind), ())
    if words and kind != _Kind.INTERVIEW and text not in words:
        raise ValueError(f"须填写{'、'.join(words)}之一")
    return text


def judge_facts(staged: StagedBatch) -> None:
    """Results in the words that the register counts by; a level for what speaks against one."""
    words = _words(staged)
    staged.create(RESULTS, "kind text, written text, result text")
    staged.copy(
        RESULTS,
        ["kind", "written", "result"],
        [[kind, *pair] for kind, known in words.items() for pair in known.items()],
    )
    for kind in words:
        said = "、".join(dict.fromkeys(words[kind].values()))
        staged.reject(
            "result",
            f"good.kind = '{kind}' AND NOT EXISTS (SELECT FROM {RESULTS} AS known"
            " WHERE known.kind = good.kind AND known.written = good.result)",
            f"：{RecordKind(kind).label}须填写{said}之一",
        )
    staged.execute(
        f"UPDATE {ROWS} SET result = known.result FROM {RESULTS} AS known"
        f" WHERE known.kind = {ROWS}.kind AND known.written = {ROWS}.result"
    )
    _judge_levels(staged)


def _judge_levels(staged: StagedBatch) -> None:
    for kind, prefix in DISHONEST.items():
        staged.reject(
            "result",
            f"kind = '{kind.value}' AND strpos(coalesce(result, ''), '{prefix}') > 1",
            f"：{kind.label}{prefix}的，以“{prefix}”开头",
        )
        staged.reject(
            "stated_level",
            f"stated_level IS NULL AND kind = '{kind.value}'"
            f" AND starts_with(coalesce(result, ''), '{prefix}')",
            f"：{kind.label}{prefix}属于失信信息，须填写轻微、一般或者严重",
        )
    merits = ", ".join(f"'{kind.value}'" for kind in MERITS)
    staged.reject(
        "stated_level", f"stated_level IS NOT NULL AND kind IN ({merits})",
        "：该种信息不是失信信息，应当留空",
    )  # fmt: skip


def _words(staged: StagedBatch) -> dict[str, dict[str, str]]:
    """Kind → what may be written → what is kept; inspections by the codes of the pack."""
    words = {kind.value: {word: word for word in known} for kind, known in WORDS.items()}
    words[_Kind.TAX_CREDIT.value] |= {f"{grade}级": grade for grade in WORDS[_Kind.TAX_CREDIT]}
    codes = pack_in_force(staged.today).inspection.result_codes.value
    words[_Kind.INSPECTION.value] = {
        written: f"{code.code} {code.label}" for code in codes for written in (
            code.code, code.label, f"{code.code} {code.label}"
        )
    }  # fmt: skip
    return words


def _store(staged: StagedBatch) -> int:
    return store_records(staged, MAPPING)


FACTS = Layout(
    code="facts",
    name="其他信用信息",
    kind="fact",
    columns=COLUMNS,
    key=("kind", "document_number", "title", "authority_code", "subject", "decided_on"),
    store=_store,
    judge=judge_facts,
    subject="subject",
    subject_name="subject_name",
    roles=frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER}),
)
