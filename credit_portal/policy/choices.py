"""Words that packs are written in: the keys are English, the labels are those of the documents.

They stand here, in the lowest business app, because grading, supervision and the register use the
same classes, levels and kinds as keys.
"""

from django.db import models


class PackLevel(models.TextChoices):
    """Level of the body that issued the document; earlier members stand above later ones."""

    NATIONAL = "national", "国家"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    DISTRICT = "district", "区县"

    @property
    def rank(self) -> int:
        """0 for national, rising downwards."""
        return list(type(self)).index(self)


class Certainty(models.TextChoices):
    """How sure we are that the document says so."""

    SEEN = "seen", "原文"
    LAW = "law", "法律法规"
    PRACTICE = "practice", "实践做法"
    PROPOSAL = "proposal", "建议值"
    UNCONFIRMED = "unconfirmed", "待核实"


class Unit(models.TextChoices):
    """Unit of a quantity."""

    WORKDAYS = "workdays", "个工作日"
    DAYS = "days", "日"
    MONTHS = "months", "个月"
    YEARS = "years", "年"
    PERCENT = "percent", "%"
    PER_YEAR = "per_year", "次/年"
    TIMES = "times", "次"
    YUAN = "yuan", "元"


class PackVersionStatus(models.TextChoices):
    """Life of a pack version."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "已批准"
    SUPERSEDED = "superseded", "已被取代"
    REJECTED = "rejected", "已退回"


class AssignmentStatus(models.TextChoices):
    """Life of an assignment of a pack to a region."""

    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    REJECTED = "rejected", "不予批准"


class DayKind(models.TextChoices):
    """A day that differs from Monday to Friday."""

    OFF = "off", "放假"
    WORK = "work", "调休上班"


class CreditGrade(models.TextChoices):
    """信用等级 of an entity."""

    A = "A", "A级"
    B = "B", "B级"
    C = "C", "C级"
    D = "D", "D级"
    E = "E", "E级"


class NationalGrade(models.TextChoices):
    """全国公共信用综合评价等级 (国办发〔2026〕8号: four grades）."""

    A = "A", "优"
    B = "B", "良"
    C = "C", "中"
    D = "D", "差"


class CreditClass(models.TextChoices):
    """信用类别 of an entity."""

    TRUSTWORTHY = "trustworthy", "诚信守法"
    MINOR = "minor", "轻微失信"
    GENERAL = "general", "一般失信"
    SERIOUS = "serious", "严重失信"


class DishonestyLevel(models.TextChoices):
    """失信程度 of a record."""

    MINOR = "minor", "轻微"
    GENERAL = "general", "一般"
    SERIOUS = "serious", "严重"


class BrokenCommitment(models.TextChoices):
    """How a commitment was recognised as not kept."""

    PARTLY_FULFILLED = "partly_fulfilled", "部分履行"
    NOT_FULFILLED = "not_fulfilled", "全部未履行"
    FALSE = "false", "虚假承诺"


class GradeSource(models.TextChoices):
    """Where a grade comes from."""

    NATIONAL_RESULT = "national_result", "国家公共信用综合评价结果"
    PROVINCE_RESULT = "province_result", "省公共信用综合评价结果"
    INDUSTRY_RESULT = "industry_result", "行业信用评价结果"
    LOCAL_MODEL = "local_model", "本地公共信用综合评价"


class Period(models.TextChoices):
    """How often something recurs."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    YEAR = "year", "每年"


class InspectionTier(models.TextChoices):
    """How often the documents want a business inspected."""

    MINIMAL = "minimal", "无事不扰"
    REDUCED = "reduced", "降低"
    USUAL = "usual", "常规"
    RAISED = "raised", "提高"
    STRICT = "strict", "加大"


class FrequencyRule(models.TextChoices):
    """How ``checks_per_year`` binds."""

    AT_MOST = "at_most", "不超过"
    REGULAR = "regular", "按"
    AS_NEEDED = "as_needed", "至少并视需要"


class Convenience(models.TextChoices):
    """What a class of business may be given or refused at the window and elsewhere."""

    GREEN_CHANNEL = "green_channel", "绿色通道"
    DEFERRED_DOCUMENTS = "deferred_documents", "容缺受理"
    NOTIFIED_COMMITMENT = "notified_commitment", "告知承诺"
    SIMPLIFIED_PROCEDURE = "simplified_procedure", "简化程序"
    PRIORITY_HANDLING = "priority_handling", "优先办理"
    PREFERENTIAL_POLICY = "preferential_policy", "政府优惠政策"
    FISCAL_FUNDS = "fiscal_funds", "财政性资金项目"
    AWARDS = "awards", "评先评优"
    FINANCING_REFERENCE = "financing_reference", "融资授信参考"


class FollowUpKind(models.TextChoices):
    """What has to be considered when the national result of a business is poor."""

    INTERVIEW = "interview", "约谈"
    RECTIFICATION = "rectification", "限期整改"
    KEY_SUPERVISION = "key_supervision", "纳入重点监管"


class CommitmentKind(models.TextChoices):
    """承诺类型 of the national collection standard; the values are its codes."""

    APPROVAL_REPLACING = "1", "审批替代型"
    DEFERRED_DOCUMENTS = "2", "容缺受理型"
    CERTIFICATE = "3", "证明事项型"
    CREDIT_REPAIR = "4", "信用修复型"
    INDUSTRY_SELF_DISCIPLINE = "5", "行业自律型"
    VOLUNTARY = "6", "主动型"
    OTHER = "0", "其他"


class DisqualifyingEvent(models.TextChoices):
    """What ends a business's use of the commitment system (江阴 三(一))."""

    NOT_SUPPLIED_IN_TIME = "not_supplied_in_time", "在规定期限内未提交材料"
    NOT_CONFORMING = "not_conforming", "提交材料不符合要求"
    FALSE_COMMITMENT = "false_commitment", "作出不实承诺"


class LedgerPeriod(models.TextChoices):
    """The month that a monthly report covers."""

    PREVIOUS_MONTH = "previous_month", "上月产生"
    SAME_MONTH = "same_month", "当月产生"


class LateRule(models.TextChoices):
    """From when on a monthly report is late if its due day is not a workday."""

    AFTER_DUE_DAY = "after_due_day", "超过截止日即为逾期"
    AFTER_NEXT_WORKDAY = "after_next_workday", "截止日为非工作日的，超过其后首个工作日为逾期"


class ClockStart(models.TextChoices):
    """The event whose day is day 0 of a period."""

    FORMAL_RECEIPT = "formal_receipt", "收到正式申请"
    DECISION_DATE = "decision_date", "作出决定之日"
    DOCUMENT_DATE = "document_date", "文书日期"
    APPLICATION = "application", "提出申请"
    RESULT_FORMED = "result_formed", "结果形成"
    CHANGE = "change", "发生变更"
    YEARLY = "yearly", "每年"
    MONTH_END = "month_end", "月末"
    ORDER_DATE = "order_date", "责令之日"
    COMMITMENT = "commitment", "承诺书载明"


class PenaltyKind(models.TextChoices):
    """处罚种类 (行政处罚法 2021 Art 9)."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATE_GAINS = "confiscate_gains", "没收违法所得"
    CONFISCATE_GOODS = "confiscate_goods", "没收非法财物"
    SUSPEND_LICENCE = "suspend_licence", "暂扣许可证件"
    DOWNGRADE = "downgrade", "降低资质等级"
    REVOKE_LICENCE = "revoke_licence", "吊销许可证件"
    RESTRICT_BUSINESS = "restrict_business", "限制开展生产经营活动"
    SUSPEND_BUSINESS = "suspend_business", "责令停产停业"
    CLOSE_BUSINESS = "close_business", "责令关闭"
    BAR_FROM_OCCUPATION = "bar_from_occupation", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "其他"


class ActKind(models.TextChoices):
    """行政行为: the ten kinds that are published online."""

    PENALTY = "penalty", "行政处罚"
    PERMIT = "permit", "行政许可"
    ENFORCEMENT = "enforcement", "行政强制"
    CONFIRMATION = "confirmation", "行政确认"
    LEVY = "levy", "行政征收"
    PAYMENT = "payment", "行政给付"
    ADJUDICATION = "adjudication", "行政裁决"
    COMPENSATION = "compensation", "行政补偿"
    REWARD = "reward", "行政奖励"
    INSPECTION = "inspection", "行政监督检查"


class RepairWay(models.TextChoices):
    """信用修复方式."""

    RECTIFICATION = "rectification", "信用整改"
    COMMITMENT = "commitment", "信用承诺"
    VERIFICATION = "verification", "信用核查"
    TRAINING = "training", "专题培训"
    REPORT = "report", "信用报告"
    PUBLIC_BENEFIT = "public_benefit", "公益慈善"


class MeasureFamily(models.TextChoices):
    """惩戒措施类别 (江西 二十)."""

    ADMINISTRATIVE = "administrative", "行政性"
    MARKET = "market", "市场性"
    INDUSTRY = "industry", "行业性"
    SOCIAL = "social", "社会性"
