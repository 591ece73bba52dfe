"""Sections on facts: severity, publication, visibility, masking, commitments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from credit_portal.policy.choices import (
    ActKind,
    BrokenCommitment,
    ClockStart,
    CommitmentKind,
    DishonestyLevel,
    DisqualifyingEvent,
    LateRule,
    LedgerPeriod,
    PenaltyKind,
)
from credit_portal.policy.schema.clause import (
    Clause,
    Count,
    DayOfMonth,
    Longest,
    MonthDay,
    Months,
    Workdays,
    Yuan,
    keeps,
    says,
)


@dataclass(frozen=True, kw_only=True)
class Severity:
    """失信程度 of a penalty (by kind, amount, procedure; the worst counts) and of a breach."""

    by_penalty_kind: Mapping[PenaltyKind, Clause[DishonestyLevel]] = says("处罚种类")
    general_fine_from: Clause[Yuan] = says("罚款列为一般失信的起点")
    serious_fine_from: Clause[Yuan] = says("罚款列为严重失信的起点")
    simple_procedure: Clause[DishonestyLevel] = says("简易程序处罚")
    simple_fine_person: Clause[Yuan] = says("简易程序罚款上限（公民）")
    simple_fine_organisation: Clause[Yuan] = says("简易程序罚款上限（法人或其他组织）")
    serious_list: Clause[DishonestyLevel] = says("列入严重失信主体名单")
    abnormal_list: Clause[DishonestyLevel] = keeps("列入经营异常名录")
    broken_commitment: Mapping[BrokenCommitment, Clause[DishonestyLevel]] = says("违诺")


@dataclass(frozen=True, kw_only=True)
class PublicationPeriod:
    """公示期 of one level, counted in calendar months from the document's date."""

    is_published: Clause[bool] = says("是否公示")
    shortest: Clause[Months] = says("最短公示期")
    longest: Clause[Months] = says("最长公示期")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is published, by when and for how long."""

    periods: Mapping[DishonestyLevel, PublicationPeriod] = says("公示期")
    clock_start: Clause[ClockStart] = keeps("公示期起算")
    ends_by_itself: Clause[bool] = keeps("最长公示期满自动停止公示")
    acts: Clause[tuple[ActKind, ...]] = says("应公开的行政行为")
    act_days: Clause[Workdays] = says("上网公开期限")
    act_clock_start: Clause[ClockStart] = keeps("上网公开起算")
    market_supervision_days: Clause[Workdays] = says("市场监管公示系统期限")
    withdrawal_days: Clause[Workdays] = says("处罚变更撤销后撤回期限")
    warning_only_published: Clause[bool] = keeps("仅警告的处罚公示（市场监管）")
    check_result_days: Clause[Workdays] = says("检查结果公开期限")
    enterprise_change_days: Clause[Workdays] = keeps("企业即时信息公示期限")
    annual_report_by: Clause[MonthDay] = keeps("年报截止（月-日）")
    court_lists: Clause[tuple[str, ...]] = keeps("法院公开的名单")
    repair_notice_with_penalty: Clause[bool] = says("处罚即告知修复")


@dataclass(frozen=True, kw_only=True)
class CommitmentName:
    """A local name and the national kind it is reported under (record)."""

    name: Annotated[str, Longest(30)]
    kind: CommitmentKind


@dataclass(frozen=True, kw_only=True)
class Commitments:
    """信用承诺."""

    names: Clause[tuple[CommitmentName, ...]] = says("承诺类型名称")
    applies_to: Clause[tuple[ActKind, ...]] = says("适用的行政行为")
    immediate_handling: Clause[bool] = says("告知承诺即时办理")
    deferred_conditions: Clause[tuple[str, ...]] = says("容缺受理条件")
    supplement_rule: Clause[str] = says("补齐材料期限")
    disqualifying_events: Clause[tuple[DisqualifyingEvent, ...]] = says("不再适用承诺制的情形")
    disqualification: Clause[Months] = says("不再适用承诺制的期限（0 为另行决定）")
    breach_key_supervision: Clause[bool] = says("违诺列为监管重点")
    letters_published: Clause[bool] = says("承诺书公示")
    templates_published: Clause[bool] = says("承诺书样式公开")
    recheck: Clause[Months] = says("定期复核周期")
    ledger_kinds: Clause[tuple[CommitmentKind, ...]] = says("月报承诺类型")
    ledger_due_day: Clause[DayOfMonth] = says("月报截止日")
    ledger_due_inclusive: Clause[bool] = says("截止日当日计入")
    ledger_period: Clause[LedgerPeriod] = says("月报期间")
    ledger_late_rule: Clause[LateRule] = says("逾期规则")
    ledger_scans: Clause[bool] = says("附承诺书扫描件")
    ledger_receiver: Clause[str] = says("报送对象")
    breach_sheet: Clause[bool] = says("违诺信息统一表格报送")


@dataclass(frozen=True, kw_only=True)
class Visibility:
    """Who sees a grade."""

    grade_public: Clause[bool] = says("等级向社会公开")
    grade_own_real_name: Clause[bool] = keeps("实名认证后查询本单位等级")
    grade_departments: Clause[bool] = keeps("部门可查询等级")
    grade_partners: Clause[tuple[str, ...]] = says("等级推送对象")
    personal_score: Clause[bool] = keeps("自然人信用积分")
    typical_cases: Clause[bool] = says("公开分级分类监管典型案例")


@dataclass(frozen=True, kw_only=True)
class Masking:
    """Characters that stay readable where a value is shown at all."""

    id_number_public: Clause[bool] = keeps("公开身份证件号码")
    id_number_first: Clause[Count] = keeps("证件号码保留前几位")
    id_number_last: Clause[Count] = keeps("证件号码保留后几位")
    phone_first: Clause[Count] = keeps("电话保留前几位")
    phone_last: Clause[Count] = keeps("电话保留后几位")
    account_last: Clause[Count] = keeps("银行账号保留后几位")
    person_name_masked: Clause[bool] = keeps("自然人姓名脱敏")
    legal_representative_shown: Clause[bool] = keeps("显示法定代表人姓名")
    minors_withheld: Clause[bool] = keeps("未成年人信息不公开")
