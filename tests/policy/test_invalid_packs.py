"""Every way in which a pack can be wrong is refused with a sentence at its path."""

import pytest

from credit_portal.policy.loader import PackInvalid, parse_pack
from credit_portal.policy.packaged import packaged_sources, packaged_texts
from credit_portal.policy.rules import chain_of, resolve

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
     "disputes.handling_days.value", "应为整数，现为 '5'。"),
    (HANDLING, 'handling_days = { value = true, unit = "workdays"',
     "disputes.handling_days.value", "应为整数，现为 True。"),
    (HANDLING, 'handling_days = { value = 5, unit = "days"',
     "disputes.handling_days.unit", "单位应为 workdays，现为 days。"),
    (HANDLING, "handling_days = { value = 5",
     "disputes.handling_days.unit", "单位应为 workdays，现为 空。"),
    (HANDLING, 'handling_days = { unit = "workdays"',
     "disputes.handling_days.value", "缺少“value”。"),
    (HANDLING, 'handling_day = { value = 5, unit = "workdays"',
     "disputes.handling_day", "政策包没有这一项，请核对写法。"),
    (HANDLING, 'handling_days = { value = 5, colour = "red", unit = "workdays"',
     "disputes.handling_days.colour",
     "不认识的键“colour”，可用的键：document、clause、certainty、unit、note、binding。"),
    (FIVE_DAYS, HANDLING + ', document = "wuxi", clause = "三(六)", certainty = "seen"',
     "disputes.handling_days.document", "没有名为“wuxi”的文件。"),
    (FIVE_DAYS, HANDLING + ', document = "jiangyin", clause = " ", certainty = "seen"',
     "disputes.handling_days.clause", "没有写明条款。"),
    (FIVE_DAYS, HANDLING + ', document = "jiangyin", clause = "三(六)"',
     "disputes.handling_days.certainty", "缺少“certainty”。"),
    (FIVE_DAYS, HANDLING + ', document = "jiangyin", clause = "三(六)", certainty = "sure"',
     "disputes.handling_days.certainty",
     "“sure”不在可选值之内：seen、law、practice、proposal、unconfirmed。"),
    ("[disputes]", "[dispute]", "dispute", "政策包没有这一项，请核对写法。"),
    ("handling_days = {", "handling_days = 5 # {", "disputes.handling_days",
     "应为带 value、document、clause、certainty 的表。"),
    ('tiers = { value = { A = "reduced", B = "reduced", C = "usual", D = "raised", E = "strict" }',
     'tiers = { value = { A = "reduced", B = "reduced", C = "usual", D = "raised" }',
     "inspection.tiers.value", "对应关系不完整，缺少 E。"),
    ('C = "usual"', 'C = "seldom"', "inspection.tiers.value.C",
     "“seldom”不在可选值之内：minimal、reduced、usual、raised、strict。"),
    ('C = "usual"', 'C = "minimal"', "inspection.tiers", "较低的等级抽查比例不能更低。"),
    ('tiers = { value = {', 'tiers = { value = { F = "strict",', "inspection.tiers.value.F",
     "“F”不在可选值之内：A、B、C、D、E。"),
    ('tiers = { value', 'tiers = { unit = "percent", value', "inspection.tiers.unit",
     "此项没有单位。"),
    ('kind = "2" }', 'kind = "9" }', "commitments.names.value.2.kind",
     "“9”不在可选值之内：1、2、3、4、5、6、0。"),
    (', kind = "2" }', " }", "commitments.names.value.2.kind", "缺少“kind”。"),
    ('kind = "2" }', 'kind = "2", x = 1 }', "commitments.names.value.2.x",
     "不认识的键“x”，可用的键：name、kind。"),
    ('["local_model", "industry_result"]', '["local_model", "local_model"]',
     "grading.sources.value", "第 2 项与前面重复。"),
    ('["local_model", "industry_result"]', '"local_model"',
     "grading.sources.value", "应为列表，现为 'local_model'。"),
    ('["local_model", "industry_result"]', "[]", "grading.sources", "至少要有一个结果来源。"),
    ('level = "city"', 'level = "town"', "pack.level",
     "“town”不在可选值之内：national、province、city、district。"),
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
     "应为日期（年-月-日），现为 'soon'。"),
    ("effective_from = 2020-10-22", "", "pack.effective_from", "缺少“effective_from”。"),
    ('name = "江阴市"', 'name = "江阴市"\nmayor = "张"', "pack.mayor",
     "不认识的键“mayor”，可用的键：code、name、level、region_code、document、effective_from、"
     "extends、note。"),
    ('jiangyin = { name', 'jiangyin = { pages = 3, name', "documents.jiangyin.pages",
     "不认识的键“pages”，可用的键：code、title、name、number、issuer、issued_on、note。"),
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
    ("serious_fine_from = { value = 1000000", "serious_fine_from = { value = 10000",
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
    assert "line 2" in caught.value.fields[""]


def test_all_problems_are_told_at_once() -> None:
    text = packaged_texts()["jiangyin"].replace('certainty = "seen"', 'certainty = "sure"')
    with pytest.raises(PackInvalid) as caught:
        parse_pack(text)
    assert len(caught.value.fields) == len(packaged_sources()["jiangyin"].clauses)
    assert "40 处错误" in caught.value.message
