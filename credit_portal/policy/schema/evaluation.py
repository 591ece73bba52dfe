"""Sections on grades, classes, inspection and what a class brings."""

from collections.abc import Mapping
from dataclasses import dataclass

from credit_portal.policy.choices import (
    ClockStart,
    Convenience,
    CreditClass,
    CreditGrade,
    FrequencyRule,
    GradeSource,
    InspectionTier,
    NationalGrade,
    Period,
)
from credit_portal.policy.schema.clause import (
    Clause,
    Count,
    DayOfMonth,
    MonthDay,
    Months,
    Percent,
    PerYear,
    Times,
    Workdays,
    Years,
    keeps,
    says,
)


@dataclass(frozen=True, kw_only=True)
class Grading:
    """Where a grade comes from, how often, and what it means."""

    sources: Clause[tuple[GradeSource, ...]] = says("结果来源顺序")
    grade_classes: Clause[Mapping[CreditGrade, CreditClass]] = says("等级与类别对应")
    national_grades: Clause[Mapping[NationalGrade, CreditGrade]] = says("国家评价等级对应")
    national_words: Clause[Mapping[str, NationalGrade]] = says("国家评价等级旧称")
    no_data_grade: Clause[CreditGrade] = says("信息不足时的等级")
    local_model_enabled: Clause[bool] = says("启用本地评价")
    local_model_label: Clause[str] = says("本地评价标注")
    industry_feeds_public: Clause[bool] = says("行业评价结果纳入公共评价（上一期）")
    industry_fallback_public: Clause[bool] = says("无行业评价时参照公共评价")
    market_result_is_reference: Clause[bool] = keeps("市场信用评价可作参考")
    period: Clause[Period] = says("全面评价周期")
    run_day: Clause[DayOfMonth] = says("评价日")
    run_hour: Clause[Count] = says("评价时刻（时）")
    national_runs: Clause[PerYear] = says("国家评价最少次数")
    national_grace: Clause[Months] = says("国家评价结果逾期后继续采用")
    override_months: Clause[Months] = says("人工调整最长期限")
    fall_days: Clause[Workdays] = says("降级后的处理期限")
    notify_entity: Clause[bool] = says("评价结果提示企业")
    reevaluate_at_once: Clause[bool] = keeps("异议、修复后立即重新评价")
    poor_result_tasks: Clause[tuple[str, ...]] = keeps("国家评价为“差”的处置")
    tender_use: Clause[bool] = keeps("招投标可用信用等级")


@dataclass(frozen=True, kw_only=True)
class ClassTreatment:
    """What the documents attach to one class."""

    name: Clause[str] = says("名称")
    other_names: Clause[tuple[str, ...]] = keeps("其他写法")
    supervision_label: Clause[str] = says("监管对象类别")
    conveniences_allowed: Clause[tuple[Convenience, ...]] = says("支持激励")
    conveniences_barred: Clause[tuple[Convenience, ...]] = says("限制享受")
    minor_violation_list: Clause[bool] = says("适用免罚轻罚清单")
    lenient_joint_inspection: Clause[bool] = says("联合检查包容审慎")
    credit_reminder: Clause[bool] = says("开展信用提示警示")


@dataclass(frozen=True, kw_only=True)
class InspectionRate:
    """抽查比例和频次 of one tier."""

    ratio: Clause[Percent] = says("抽查比例")
    ratio_low: Clause[Percent] = says("比例下限")
    ratio_high: Clause[Percent] = says("比例上限")
    checks_per_year: Clause[PerYear] = says("检查频次")
    frequency_rule: Clause[FrequencyRule] = says("频次规则")
    case_approval: Clause[bool] = says("逐案审批")


@dataclass(frozen=True, kw_only=True)
class ResultCode:
    """抽查结果代码 (record)."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """双随机、一公开 by grade."""

    tiers: Clause[Mapping[CreditGrade, InspectionTier]] = says("等级与监管档次对应")
    rates: Mapping[InspectionTier, InspectionRate] = says("各档比例频次")
    inspectors: Clause[Times] = says("每次检查最少人数")
    recusal: Clause[bool] = says("回避")
    avoid_same_inspector: Clause[bool] = says("避免连续由同一人检查")
    joint_visit: Clause[bool] = says("综合查一次")
    cap_exceptions: Clause[tuple[str, ...]] = says("不受频次上限的情形")
    plan_published_by: Clause[MonthDay] = keeps("年度计划公布（月-日）")
    result_codes: Clause[tuple[ResultCode, ...]] = says("抽查结果代码")
    fields: Clause[tuple[str, ...]] | None = says("重点创新监管领域")


@dataclass(frozen=True, kw_only=True)
class Disputes:
    """异议处理."""

    handling_days: Clause[Workdays] = says("处理期限")
    clock_start: Clause[ClockStart] = keeps("起算")
    count_receipt_day: Clause[bool] = keeps("收到当日计入")
    mark_days: Clause[Workdays] = keeps("标注异议中")
    forward_days: Clause[Workdays] = keeps("转办期限")
    measures_suspended: Clause[bool] = says("核实期间暂不执行惩戒措施")
    exclude_from_grade: Clause[bool] = says("核实期间不计入评价")
    supplement_days: Clause[Workdays] = says("补正期限")
    supplement_times: Clause[Times] = says("补正次数")
    supplement_stops_clock: Clause[bool] = says("补正期间中止计时")
    extension_allowed: Clause[bool] = says("可以延期")
    extension_days: Clause[Workdays] = says("延期期限")
    second_review_allowed: Clause[bool] = says("可申请复核")
    second_review_days: Clause[Workdays] = says("复核期限")
    other_decider: Clause[bool] = says("原认定人员回避")
    channels: Clause[tuple[str, ...]] = keeps("受理渠道")
    sync_days: Clause[Workdays] = says("结果同步期限")


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long things are kept and counted."""

    adverse_years: Clause[Years] = says("不良信息最长使用期限")
    query_log_years: Clause[Years] = keeps("查询日志保存期限")
    log_months: Clause[Months] = keeps("系统日志保存期限")
