"""Sections on procedures: repair, lists, measures, bans, interviews, campaigns and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from credit_portal.policy.choices import (
    ClockStart,
    Convenience,
    FollowUpKind,
    MeasureFamily,
    RepairWay,
)
from credit_portal.policy.schema.clause import (
    Clause,
    Longest,
    MonthDay,
    Months,
    Percent,
    Times,
    Weight,
    Workdays,
    Years,
    keeps,
    refers,
    says,
)


@dataclass(frozen=True, kw_only=True)
class FormerRepairRule:
    """The rule for its time, before the one in force."""

    valid_from: Clause[date] = says("施行日期")
    valid_until: Clause[date] = says("废止前一日")
    shortest: Clause[Months] = says("最短公示期")
    safety_shortest: Clause[Months] = says("涉安全领域最短公示期")
    safety_fields: Clause[tuple[str, ...]] = says("涉安全领域")
    longest: Clause[Months] = says("最长公示期")
    longest_of_several: Clause[bool] = keeps("多种处罚取最长")
    materials: Clause[tuple[str, ...]] = says("申请材料")


@dataclass(frozen=True, kw_only=True)
class Repair:
    """信用修复; the shortest and longest periods are those of ``publication.periods``."""

    valid_from: Clause[date] = says("施行日期")
    decide_days: Clause[Workdays] = says("认定单位决定期限")
    total_days: Clause[Workdays] = says("全程期限")
    extension_days: Clause[Workdays] = says("延长期限")
    supplement_days: Clause[Workdays] = says("补正期限")
    supplement_stops_clock: Clause[bool] = says("补正期间中止计时")
    forward_at_once: Clause[bool] = says("即时转办")
    materials: Clause[tuple[str, ...]] = says("申请材料")
    ways: Clause[tuple[RepairWay, ...]] = says("修复方式")
    ways_required: Clause[tuple[RepairWay, ...]] = says("必备的修复方式")
    conditions: Clause[tuple[str, ...]] = says("修复条件")
    effects: Clause[tuple[str, ...]] = says("修复效果")
    not_repairable: Clause[tuple[str, ...]] = says("不予修复的情形")
    decided_by_source: Clause[bool] = keeps("谁认定、谁修复")
    favourable_to_older: Clause[bool] = says("旧记录从有利适用")
    fee_allowed: Clause[bool] = keeps("收费")
    offline_window: Clause[bool] = says("保留线下窗口")
    reorganisation_channel: Clause[bool] = says("破产重整绿色通道")
    false_material_lock: Clause[Months] = says("虚假材料后不予修复期限（0 为不启用）")
    market_supervision_days: Clause[Workdays] = says("市场监管修复办理期限")
    former: FormerRepairRule = says("此前规定")


@dataclass(frozen=True, kw_only=True)
class Lists:
    """名单管理."""

    required_documents: Clause[tuple[str, ...]] = says("列入依据")
    scope: Clause[tuple[str, ...]] = keeps("认定领域")
    kinds: Clause[tuple[str, ...]] = says("名单种类")
    statement_days: Clause[Workdays] = says("陈述申辩期限")
    review_days: Clause[Workdays] = says("依据撤回、更正后的复核期限")
    notice_before: Clause[bool] = keeps("事前告知")
    rules_published: Clause[bool] = says("管理制度公开征求意见并公布")
    watch_fields: Clause[tuple[str, ...]] | None = says("重点关注对象名单领域")
    watch_proportionate: Clause[bool] = keeps("措施与失信程度相对应")
    automatic_interception: Clause[bool] = says("自动比对、自动拦截、自动惩戒")


@dataclass(frozen=True, kw_only=True)
class MeasureItem:
    """An item of the national list of measures (record).

    ``bars`` is all that a measure of this item may refuse; ``key_supervision`` marks the one that
    puts a business under key supervision, ``is_ban`` the one to which the rules on bans apply.
    """

    code: Annotated[str, Longest(10)]
    name: Annotated[str, Longest(100)]
    family: MeasureFamily
    reduces_rights: bool = False
    bars: tuple[Convenience, ...] = ()
    key_supervision: bool = refers(default=False)
    is_ban: bool = refers(default=False)


@dataclass(frozen=True, kw_only=True)
class Measures:
    """失信惩戒措施: nothing outside the national list."""

    edition: Clause[Annotated[str, Longest(100)]] = says("清单版本")
    cited_edition: Clause[str] | None = keeps("文件引用的依据")
    items: Clause[tuple[MeasureItem, ...]] = says("清单项目")
    only_listed: Clause[bool] = keeps("不得超出清单")
    bar_needs_item: Clause[bool] = keeps("限制措施须引用清单项目")
    feedback_loop: Clause[bool] = keeps("发起、响应、反馈")
    respond_days: Clause[Workdays] = says("响应期限")
    feedback_days: Clause[Workdays] = says("反馈期限")
    statistics: Clause[tuple[Annotated[str, Longest(100)], ...]] = says("成效统计的措施")
    linked_persons: Clause[tuple[str, ...]] = says("相关责任人")
    notify_public_bodies: Clause[tuple[str, ...]] = says("机关国企失信通报对象")
    notify_staff: Clause[tuple[str, ...]] = says("工作人员失信通报对象")


@dataclass(frozen=True, kw_only=True)
class Bans:
    """市场和行业禁入."""

    fields: Clause[tuple[Annotated[str, Longest(50)], ...]] = says("重点领域")
    triggers: Clause[tuple[Annotated[str, Longest(100)], ...]] = says("适用情形")
    permanent_allowed: Clause[bool] = says("可永远逐出市场")
    cases_published: Clause[bool] = says("公布禁入名单和案例")
    false_application: Clause[Years] = keeps("虚假申请许可的限制期")
    fraudulent_permit: Clause[Years] = keeps("骗取许可的限制期")


@dataclass(frozen=True, kw_only=True)
class Interviews:
    """约谈整改."""

    reminder_name: Clause[str] = says("提示性约谈名称")
    warning_name: Clause[str] = says("警示性约谈名称")
    by_listing_agency: Clause[bool] = keeps("谁认定、谁约谈")
    summons_days: Clause[Workdays] = says("提前通知")
    filing_days: Clause[Workdays] = says("记录归集期限")
    after_overdue_rectification: Clause[bool] = keeps("整改逾期启动")
    poor_result: Clause[str] | None = says("启动约谈整改的国家评价结果")
    after_poor_result: Clause[tuple[FollowUpKind, ...]] | None = says("国家评价结果差的处置")


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """专项工作: plan and summary of each department, per field."""

    plan_by: Clause[MonthDay] = says("方案报送（月-日）")
    summary_by: Clause[MonthDay] = says("总结报送（月-日）")
    full_coverage_by: Clause[date] = says("全覆盖期限")
    domains: Clause[tuple[str, ...]] = says("重点领域")
    departments: Clause[tuple[str, ...]] = says("成员单位")
    summary_per_domain: Clause[bool] = keeps("按领域分别总结")
    summary_parts: Clause[tuple[str, ...]] = says("总结内容")
    case_elements: Clause[tuple[str, ...]] = says("案例要素")
    written_explanation: Clause[bool] = says("执行上级制度须书面说明")
    batch_lookup: Clause[bool] = keeps("凭名单批量获取国家评价结果")


@dataclass(frozen=True, kw_only=True)
class Reports:
    """信用报告."""

    scenes: Clause[tuple[Annotated[str, Longest(50)], ...]] = says("应用事项")
    kinds: Clause[tuple[Annotated[str, Longest(50)], ...]] = says("报告种类")
    free_of_charge: Clause[bool] = says("公益性查询")
    longest_period: Clause[Years] = says("专项信用报告最长期间")


@dataclass(frozen=True, kw_only=True)
class SelfDeclaration:
    """自主申报."""

    kinds: Clause[tuple[str, ...]] = says("信息种类")
    truth_commitment: Clause[bool] = says("真实性承诺")
    authorises_use: Clause[bool] = says("授权整合、共享与应用")
    objection_days: Clause[Workdays] = says("审核后公示期")
    counts_in_grade: Clause[bool] = says("核实后计入评价")


@dataclass(frozen=True, kw_only=True)
class Authorisation:
    """授权归集."""

    kinds: Clause[tuple[str, ...]] = says("须授权的信息")
    revocable: Clause[bool] = says("可撤回")
    longest: Clause[Months] = says("最长授权期限")


@dataclass(frozen=True, kw_only=True)
class Education:
    """准入前诚信教育."""

    occasions: Clause[tuple[Annotated[str, Longest(30)], ...]] = says("教育时机")
    is_condition: Clause[bool] = says("作为准入条件")
    fee_allowed: Clause[bool] = keeps("收费")
    professions: Clause[tuple[Annotated[str, Longest(20)], ...]] | None = says("职业道德教育对象")


@dataclass(frozen=True, kw_only=True)
class Appraisal:
    """单位评分, 表扬和通报: how the work of an agency in a month is scored."""

    timeliness: Clause[Weight] = says("及时性权重")
    completeness: Clause[Weight] = says("完整性权重")
    quality: Clause[Weight] = says("数据质量权重")
    use: Clause[Weight] = says("应用情况权重")
    enough_look_ups: Clause[Times] = says("应用情况满分的月查询次数")
    praise_from: Clause[Percent] = says("建议表扬的最低分")
    criticise_below: Clause[Percent] = says("建议通报的分数线（不含）")


@dataclass(frozen=True, kw_only=True)
class FocusAreas:
    """Lists of fields that a document names for one purpose."""

    demonstration: Clause[tuple[str, ...]] | None = keeps("重点示范领域")
    cooperation: Clause[tuple[str, ...]] | None = keeps("第三方协同领域")
    joint_analysis: Clause[tuple[str, ...]] | None = keeps("合作事项")


@dataclass(frozen=True, kw_only=True)
class DeadlineRule:
    """One line of the deadline catalogue (record).

    ``length`` is the path of the clause that says how long; ``rival_of`` names the rule for the
    same act under another system, whose length may differ.
    """

    key: str = refers()
    label: str
    trigger: ClockStart
    length: str = refers()
    rival_of: str = refers(default="")


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """期限目录."""

    catalogue: Clause[tuple[DeadlineRule, ...]] = says("期限目录")
    remind_days_left: Clause[Workdays] = says("提醒提前量")
    yellow_days_left: Clause[Workdays] = says("黄灯提前量")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The document's own words for what the portal calls otherwise."""

    subject: Clause[str] = keeps("监管对象")
    lead_office: Clause[str] = says("牵头单位")
    platform: Clause[str] = says("信用平台")
    website: Clause[str] = says("信用网站")
    serious_list: Clause[str] = says("严重失信名单")
    measure_basis: Clause[str] = keeps("惩戒依据")
    glossary: Clause[Mapping[str, str]] = keeps("旧称与现称")
