"""Every way in which a pack can be wrong is refused with a sentence at its path."""

from dataclasses import fields

import pytest

from credit_portal.policy.loader import PackInvalid, parse_pack
from credit_portal.policy.packaged import packaged_sources, packaged_texts
from credit_portal.policy.rules import chain_of, resolve
from credit_portal.policy.schema.clause import Document, PackHeader
from credit_portal.policy.schema.evaluation import ResultCode
from credit_portal.policy.schema.facts import CommitmentName
from credit_portal.policy.schema.procedures import DeadlineRule, MeasureItem
from credit_portal.policy.schema.words import KEYS, place_in_words

HANDLING = 'handling_days = { value = 5, unit = "workdays"'
PROVENANCE = ', document = "jiangyin", clause = "三(六)", certainty = "seen"'
FIVE_DAYS = HANDLING + PROVENANCE


def _read(code: str, text: str) -> None:
    source = parse_pack(text)
    resolve(chain_of(code, {**packaged_sources(), code: source}))


def problems_of(code: str, old: str, new: str) -> dict[str, str]:
    """What is said about a shipped pack in which one text is replaced."""
    text = packaged_texts()[code]
    assert old in text
    with pytest.raises(PackInvalid) as caught:
        _read(code, text.replace(old, new, 1))
    assert next(iter(caught.value.fields.values())) in caught.value.message
    return caught.value.fields


# Text of the Jiangyin pack, its replacement, path, sentence.
IN_A_PACK = [
    (HANDLING, 'handling_days = { value = 0, unit = "workdays"',
     "disputes.handling_days.value", "应为 1 至 366 之间的整数，现为 0。"),
    (HANDLING, 'handling_days = { value = -3, unit = "workdays"',
     "disputes.handling_days.value", "应为 1 至 366 之间的整数，现为 -3。"),
    (HANDLING, 'handling_days = { value = "5", unit = "workdays"',
     "disputes.handling_days.value", "应为整数，现为“5”。"),
    (HANDLING, 'handling_days = { value = true, unit = "workdays"',
     "disputes.handling_days.value", "应为整数，现为 true。"),
    (HANDLING, 'handling_days = { value = 5, unit = "days"',
     "disputes.handling_days.unit", "单位应为 workdays（个工作日），现为 days（日）。"),
    (HANDLING, "handling_days = { value = 5",
     "disputes.handling_days.unit", "单位应为 workdays（个工作日），现为空。"),
    (HANDLING, 'handling_days = { unit = "workdays"',
     "disputes.handling_days.value", "缺少值（value）。"),
    (HANDLING, 'handling_day = { value = 5, unit = "workdays"',
     "disputes.handling_day", "政策包没有这一项，请核对写法。"),
    (HANDLING, 'handling_days = { value = 5, colour = "red", unit = "workdays"',
     "disputes.handling_days.colour",
     "没有“colour”这一项，可用的有：出处文件（document）、条款（clause）、确定程度（certainty）、"
     "单位（unit）、备注（note）、下级不可改变（binding）。"),
    (FIVE_DAYS, HANDLING + ', document = "wuxi", clause = "三(六)", certainty = "seen"',
     "disputes.handling_days.document", "没有名为“wuxi”的文件。"),
    (FIVE_DAYS, HANDLING + ', document = "jiangyin", clause = " ", certainty = "seen"',
     "disputes.handling_days.clause", "没有写明条款。"),
    (FIVE_DAYS, HANDLING + ', document = "jiangyin", clause = "三(六)"',
     "disputes.handling_days.certainty", "缺少确定程度（certainty）。"),
    (FIVE_DAYS, HANDLING + ', document = "jiangyin", clause = "三(六)", certainty = "sure"',
     "disputes.handling_days.certainty",
     "“sure”不在可选值之内：seen（原文）、law（法律法规）、practice（实践做法）、"
     "proposal（建议值）、unconfirmed（待核实）。"),
    (FIVE_DAYS, HANDLING + f', document = "jiangyin", clause = "{"三" * 200}", certainty = "seen"',
     "disputes.handling_days.clause", "文件名称和条款合计超过 200 个字，请写简称。"),
    ("[documents]", "[documents]\nwuxi = 3", "documents.wuxi", "应为表，现为“3”。"),
    ("[disputes]", "[dispute]", "dispute", "政策包没有这一项，请核对写法。"),
    ("handling_days = {", "handling_days = 5 # {", "disputes.handling_days",
     "应为表，写明值（value）、出处文件（document）、条款（clause）、确定程度（certainty）。"),
    ('tiers = { value = { A = "reduced", B = "reduced", C = "usual", D = "raised", E = "strict" }',
     'tiers = { value = { A = "reduced", B = "reduced", C = "usual", D = "raised" }',
     "inspection.tiers.value", "对应关系不完整，缺少 E（E级）。"),
    ('C = "usual"', 'C = "seldom"', "inspection.tiers.value.C",
     "“seldom”不在可选值之内：minimal（无事不扰）、reduced（降低）、usual（常规）、"
     "raised（提高）、strict（加大）。"),
    ('C = "usual"', 'C = "minimal"', "inspection.tiers", "较低的等级抽查比例不能更低。"),
    ('tiers = { value = {', 'tiers = { value = { F = "strict",', "inspection.tiers.value.F",
     "“F”不在可选值之内：A（A级）、B（B级）、C（C级）、D（D级）、E（E级）。"),
    ('tiers = { value', 'tiers = { unit = "percent", value', "inspection.tiers.unit",
     "此项没有单位。"),
    ('kind = "2" }', 'kind = "9" }', "commitments.names.value.2.kind",
     "“9”不在可选值之内：1（审批替代型）、2（容缺受理型）、3（证明事项型）、4（信用修复型）、"
     "5（行业自律型）、6（主动型）、0（其他）。"),
    ('name = "容缺受理承诺"', f'name = "{"容" * 31}"', "commitments.names.value.2.name",
     "不能超过 30 个字，现为 31 个字。"),
    (', kind = "2" }', " }", "commitments.names.value.2.kind", "缺少承诺类型（kind）。"),
    ('kind = "2" }', 'kind = "2", x = 1 }', "commitments.names.value.2.x",
     "没有“x”这一项，可用的有：名称（name）、承诺类型（kind）。"),
    ('["local_model", "industry_result"]', '["local_model", "local_model"]',
     "grading.sources.value", "第 2 项与前面重复。"),
    ('["local_model", "industry_result"]', '"local_model"',
     "grading.sources.value", "应为列表，现为“local_model”。"),
    ('["local_model", "industry_result"]', "[]", "grading.sources", "至少要有一个结果来源。"),
    ('level = "city"', 'level = "town"', "pack.level",
     "“town”不在可选值之内：national（国家）、province（省）、city（市）、district（区县）。"),
    ('region_code = "320281"', 'region_code = "32028"', "pack.region_code",
     "应为 6 位数字，现为“32028”。"),
    ('region_code = "320281"', 'region_code = "000000"', "pack.region_code",
     "国家级政策包用 000000，且只有它用。"),
    ('extends = ["national_2026"]', "extends = []", "pack.extends",
     "地方政策包须以国家级政策包为基础。"),
    ('extends = ["national_2026"]', 'extends = ["national_2030"]', "pack.extends",
     "没有名为“national_2030”的政策包。"),
    ('extends = ["national_2026"]', 'extends = ["national_2026", "yichun"]', "pack.extends",
     "“伊春市”的级别不高于本政策包。"),
    ('extends = ["national_2026"]', 'extends = ["national_2026", "jiangxi"]', "pack.extends",
     "“江西省”属于另一个省份。"),
    ('document = "jiangyin"\neffective', 'document = "wuxi"\neffective', "pack.document",
     "没有名为“wuxi”的文件。"),
    ("effective_from = 2020-10-22", 'effective_from = "soon"', "pack.effective_from",
     "应为日期（年-月-日），现为“soon”。"),
    ("effective_from = 2020-10-22", "", "pack.effective_from", "缺少生效日期（effective_from）。"),
    ('name = "江阴市"', 'name = "江阴市"\nmayor = "张"', "pack.mayor",
     "没有“mayor”这一项，可用的有：代码（code）、名称（name）、级别（level）、"
     "行政区划代码（region_code）、出处文件（document）、生效日期（effective_from）、"
     "上位政策包（extends）、备注（note）。"),
    ('jiangyin = { name', 'jiangyin = { pages = 3, name', "documents.jiangyin.pages",
     "没有“pages”这一项，可用的有：代码（code）、标题（title）、名称（name）、文号（number）、"
     "发文机关（issuer）、发文日期（issued_on）、备注（note）。"),
]  # fmt: skip

# Text of the national pack, its replacement, path, sentence.
IN_THE_NATIONAL_PACK = [
    ('ratio = { value = 5, unit', 'ratio = { value = 0, unit',
     "inspection.rates.reduced.ratio.value", "应为 1 至 100 之间的整数，现为 0。"),
    ('ratio = { value = 10, unit', 'ratio = { value = 25, unit',
     "inspection.rates.usual.ratio", "抽查比例应在下限与上限之间。"),
    ('C = "minor", D = "general"', 'C = "general", D = "minor"',
     "grading.grade_classes", "较低的等级不能对应较好的类别。"),
    ('C = "minor", D = "general"', 'C = "general", D = "general"',
     "grading.grade_classes", "没有等级对应“轻微失信”。"),
    ('shortest = { value = 3, unit = "months", document = "order36"',
     'shortest = { value = 13, unit = "months", document = "order36"',
     "publication.periods.general.shortest", "最短公示期不能长于最长公示期。"),
    ("decide_days = { value = 3", "decide_days = { value = 11",
     "repair.decide_days", "认定单位决定期限不能长于全程期限。"),
    ("valid_until = { value = 2026-03-31", "valid_until = { value = 2026-04-01",
     "repair.former.valid_until", "此前规定须在现行规定施行前废止。"),
    ("general_fine_from = { value = 1,", "general_fine_from = { value = 1000000,",
     "severity.serious_fine_from", "严重失信的罚款起点须高于一般失信的起点。"),
    ('annual_report_by = { value = "06-30"', 'annual_report_by = { value = "06-31"',
     "publication.annual_report_by.value", "应为“月-日”，如 09-30，现为 06-31。"),
    ('length = "repair.decide_days"', 'length = "repair.decision"',
     "deadlines.catalogue", "“修复决定”引用的 repair.decision 不存在。"),
    ('rival_of = "acts_publish"', 'rival_of = "acts_print"',
     "deadlines.catalogue", "“市场监管处罚公示”对照的 acts_print 不存在。"),
    ('[retention]\nadverse_years', '[retention]\n#adverse_years',
     "retention.adverse_years", "缺少“保存期限 · 不良信息最长使用期限”。"),
    ('conveniences_barred = { value = []', 'conveniences_barred = { value = ["green_channel"]',
     "classes.trustworthy.conveniences_barred", "“绿色通道”既支持又限制。"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "sentence"), IN_A_PACK)
def test_a_wrong_pack_is_refused(old: str, new: str, path: str, sentence: str) -> None:
    assert problems_of("jiangyin", old, new)[path] == sentence


@pytest.mark.parametrize(("old", "new", "path", "sentence"), IN_THE_NATIONAL_PACK)
def test_a_wrong_national_pack_is_refused(old: str, new: str, path: str, sentence: str) -> None:
    assert problems_of("national_2026", old, new)[path] == sentence


def test_a_started_optional_section_is_completed() -> None:
    problems = problems_of("wuzhong", "plan_by =", "#plan_by =")
    assert problems == {"campaign.plan_by": "缺少“专项工作 · 方案报送（月-日）”。"}


def test_broken_toml_names_line_and_column() -> None:
    with pytest.raises(PackInvalid) as caught:
        parse_pack("[pack]\ncode = jiangyin\n")
    assert caught.value.fields == {"": "第 2 行第 8 列不符合 TOML 的写法。"}


@pytest.mark.parametrize(
    ("text", "path"), [("documents = 3", "documents"), ("a = " + "[" * 5000, "")]
)
def test_an_odd_text_is_refused_with_a_sentence(text: str, path: str) -> None:
    with pytest.raises(PackInvalid) as caught:
        parse_pack(text)
    assert path in caught.value.fields


def test_toml_that_breaks_off_is_told_so() -> None:
    with pytest.raises(PackInvalid) as caught:
        parse_pack('[pack]\ncode = """jiangyin')
    assert caught.value.fields == {"": "结尾处不符合 TOML 的写法。"}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("disputes.handling_days.unit", "异议处理 · 处理期限 · 单位"),
        ("disputes.handling_day", "异议处理 · handling_day"),
        ("inspection.tiers.value.C", "抽查检查 · 等级与监管档次对应 · 值 · C"),
        ("commitments.names.value.2.kind", "信用承诺 · 承诺类型名称 · 值 · 2 · 承诺类型"),
        ("pack.effective_from", "政策包 · 生效日期"),
        ("documents.jiangyin.issued_on", "文件 · jiangyin · 发文日期"),
        ("dispute", "dispute"),
    ],
)
def test_a_place_is_told_in_words(path: str, place: str) -> None:
    assert place_in_words(path) == place


def test_every_key_of_a_table_has_its_word() -> None:
    """Of the header, the documents and the records that are values of clauses."""
    records = (PackHeader, Document, CommitmentName, MeasureItem, DeadlineRule, ResultCode)
    assert {field.name for record in records for field in fields(record)} <= set(KEYS)


def test_all_problems_are_told_at_once() -> None:
    text = packaged_texts()["jiangyin"].replace('certainty = "seen"', 'certainty = "sure"')
    with pytest.raises(PackInvalid) as caught:
        parse_pack(text)
    assert len(caught.value.fields) == len(packaged_sources()["jiangyin"].clauses)
    assert "40 处错误" in caught.value.message
