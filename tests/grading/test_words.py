"""What the business reads: why, what lifts it, what comes by itself."""

from datetime import date, timedelta

import pytest

from entities.fact_types import FactType as T
from grading.choices import AssessmentSource
from grading.explanation import Explanation, explain, explain_by, foresee
from grading.words import Words, in_words
from tests.factories.entities import CreditRecordFactory, EntityFactory
from tests.grading.explaining import assessed, graded, jiangyin, of, override
from tests.grading.population import KNOWN_AT, ON

pytestmark = pytest.mark.usefixtures("reference_model")


def said(found: Explanation) -> Words:
    return in_words(found, foresee(found))


def test_nothing_known() -> None:
    words = said(graded())
    assert words.why == (
        "2026年11月20日的信用等级为B级，信用类别为“诚信守法”。",
        "目前没有可以计分的信用信息，按规定评定等级，并注明“信息不足”。",
        "基础分80分，得分80分。80分以上、不满90分为B级。",
    )
    assert words.lifts[0] == "目前没有扣分或者限制等级的信用记录。"
    assert words.lifts[1].startswith("可以加分的事项：承诺按期全部履行；荣誉")
    assert words.change == "若无新的记录，等级不会自行变化。"


def test_a_penalty_that_can_be_repaired() -> None:
    entity = EntityFactory()
    CreditRecordFactory(entity=entity, document_number="澄市罚〔2026〕1号")
    words = said(explain(entity, ON, KNOWN_AT))
    assert words.why[1:] == (
        "扣分：“行政处罚（一般）”1项，8分。",
        "基础分80分，扣8分，得分72分。65分以上、不满80分为C级。",
    )
    assert words.lifts[:2] == (
        "得分再增加8分，即达到B级。",
        "澄江市市场监督管理局2026年9月1日：未按规定公示信息（澄市罚〔2026〕1号），扣8分，"
        "2027年9月1日起不再计入，2026年12月1日起可以申请信用修复；有异议的，可以申请异议处理。",
    )
    assert words.change == "若无新的记录，2027年9月1日起升为B级，信用类别为“诚信守法”。"


def test_a_repair_that_is_open_already() -> None:
    entity = EntityFactory()
    CreditRecordFactory(entity=entity, repairable_from=ON)
    assert "，现在可以申请信用修复；" in said(explain(entity, ON, KNOWN_AT)).lifts[1]


def test_caps_are_told() -> None:
    words = said(graded(*(of(T.COMPLAINT, 20 + n) for n in range(5))))
    assert words.why[1] == "扣分：“投诉举报查实”5项，10分，按上限计8分。"
    assert any("已达扣分上限，未再扣分" in sentence for sentence in words.lifts)


def test_the_limit_of_all_bonuses_is_told() -> None:
    words = said(graded(
        *(of(T.HONOUR_NATIONAL, 20 + n) for n in range(2)), of(T.TAX_CREDIT_A),
        *(of(T.COMMITMENT_FULFILLED, 20 + n) for n in range(5)), of(T.PUBLIC_BENEFIT),
    ))  # fmt: skip
    assert "各项加分合计以20分为限。" in words.why
    assert "可以加分的事项" not in "".join(words.lifts)  # it is A already


def test_the_limit_is_not_told_where_it_takes_nothing() -> None:
    words = said(graded(
        *(of(T.HONOUR_NATIONAL, 20 + n) for n in range(2)), of(T.TAX_CREDIT_A),
        *(of(T.COMMITMENT_FULFILLED, 20 + n) for n in range(5)),
    ))  # fmt: skip
    assert "各项加分合计以20分为限。" not in words.why


def test_the_scale_is_told() -> None:
    why = said(graded(*(of(T.COMMITMENT_FALSE, 20 + n) for n in range(4)))).why
    assert why[-1] == ("基础分80分，扣100分，合计-20分，超出评分范围，得分0分。不满50分为E级。")


def test_a_veto_is_told_and_comes_first() -> None:
    words = said(graded(of(T.PENALTY_MINOR, 40), of(T.JUDGMENT_DEBT)))
    assert words.why[-1] == "有“失信被执行人”的记录，按评价模型最高评为E级。"
    assert "，最高评为E级，2031年10月31日起不再计入；" in words.lifts[0]
    assert "得分再增加" not in "".join(words.lifts)


def test_a_fall_is_foretold() -> None:
    words = said(graded(*(of(T.HONOUR_NATIONAL, days) for days in (20, 30))))
    assert words.change == "若无新的记录，2029年10月21日起降为B级，信用类别不变。"


def test_an_override_is_told_with_reason_and_end() -> None:
    entity = EntityFactory()
    override(entity, until_on=date(2027, 1, 1), reason="抢险救灾贡献突出。")
    words = said(explain(entity, ON, KNOWN_AT))
    assert words.why[1] == (
        "等级经两名工作人员批准，人工调整为C级，自2026年11月20日起，至2026年12月31日止。"
        "调整理由：抢险救灾贡献突出。"
    )
    assert words.lifts[0] == "人工调整自2027年1月1日起失效，等级按评价结果确定。"
    assert words.change == "若无新的记录，2027年1月1日起升为B级，信用类别为“诚信守法”。"


def test_a_national_result_is_told_with_what_it_maps_to() -> None:
    entity = EntityFactory()
    assessed(entity, AssessmentSource.NATIONAL, "C")
    words = said(explain(entity, ON, KNOWN_AT))
    assert words.why[1] == ("等级采用国家公共信用综合评价结果：2026Q3评为“中”，按现行政策对应D级。")
    assert words.why[2] == "以下本地评价的得分供参考，不决定等级。"
    assert words.lifts[0].startswith(
        "等级随国家公共信用综合评价结果更新，本次结果自2027年2月1日起不再采用；"
    )


def test_an_industry_result_is_no_record_to_repair() -> None:
    entity = EntityFactory()
    assessed(entity, AssessmentSource.INDUSTRY, "E", domain="工程建设")
    words = said(explain_by(jiangyin(), entity, KNOWN_AT))
    assert "扣分：“上一期行业信用评价”1项，10分。" in words.why
    assert not any("申请信用修复" in sentence for sentence in words.lifts)


def test_a_long_row_of_changes_is_followed_so_far_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.explanation.DAYS_AHEAD", 2)
    found = graded(of(T.JUDGMENT_DEBT), *(of(T.COMPLAINT, 100 * n) for n in range(1, 4)))
    forecast = foresee(found)
    assert forecast.grade == found.grade
    day = forecast.on
    assert day is not None
    assert explain(found.entity, day - timedelta(days=1), KNOWN_AT).grade == found.grade
    assert (
        said(found).change
        == f"若无新的记录，{day.year}年{day.month}月{day.day}日前等级不会自行变化。"
    )
