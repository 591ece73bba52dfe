"""Enumerations of the register."""

from django.db import models

from credit_portal.policy.choices import DishonestyLevel

__all__ = [
    "BatchStatus",
    "DishonestyLevel",
    "EntityStatus",
    "IssueCode",
    "PersonRole",
    "PublicationScope",
    "RecordCategory",
    "RecordKind",
    "SubjectKind",
]


class SubjectKind(models.TextChoices):
    """Kinds of subject; the documents speak of 市场主体, today 经营主体 and other organisations."""

    ENTERPRISE = "enterprise", "企业"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"
    COOPERATIVE = "cooperative", "农民专业合作社"
    SOCIAL_ORGANISATION = "social_organisation", "社会组织"
    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    GOVERNMENT_BODY = "government_body", "机关"
    OTHER = "other", "其他组织"


class EntityStatus(models.TextChoices):
    """登记状态."""

    ACTIVE = "active", "存续"
    REVOKED = "revoked", "吊销"
    DEREGISTERED = "deregistered", "注销"
    CANCELLED = "cancelled", "撤销"
    MOVED_OUT = "moved_out", "迁出"


class PersonRole(models.TextChoices):
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    PRINCIPAL = "principal", "主要负责人"
    CONTROLLER = "controller", "实际控制人"


class RecordCategory(models.TextChoices):
    """Categories of the 全国公共信用信息基础目录 (2024 edition: 13).

    Seven names are confirmed, the others are to be checked against the edition in use.
    """

    REGISTRATION = "registration", "登记注册基本信息"
    JUDICIAL = "judicial", "司法裁判及执行信息"
    ADMINISTRATION = "administration", "行政管理信息"
    PROFESSION = "profession", "职称和职业信息"
    ABNORMAL = "abnormal", "经营（活动）异常名录（状态）信息"
    SERIOUS_LIST = "serious_list", "严重失信主体名单信息"
    CONTRACT = "contract", "合同履行信息"
    COMMITMENT = "commitment", "信用承诺及履行情况信息"
    EVALUATION = "evaluation", "信用评价结果信息"
    COMPLIANCE = "compliance", "遵守法律法规情况信息"
    INTELLECTUAL_PROPERTY = "intellectual_property", "知识产权信息"
    HONOUR = "honour", "诚实守信相关荣誉信息"
    VOLUNTARY = "voluntary", "经营主体自愿提供信息"


class RecordKind(models.TextChoices):
    """Kinds of credit record; each has a catalogue item that says its category and scope."""

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
    COMMITMENT = "commitment", "信用承诺"
    COMMITMENT_FULFILMENT = "commitment_fulfilment", "承诺履行"
    COMMITMENT_BREACH = "commitment_breach", "违诺"
    LISTING = "listing", "名单认定"
    ABNORMAL = "abnormal", "经营异常"
    JUDGMENT_DEBT = "judgment_debt", "失信被执行人"
    COMPLAINT = "complaint", "投诉举报查实"
    CONTRACT = "contract", "合同履约"
    HONOUR = "honour", "荣誉"
    SELF_DECLARATION = "self_declaration", "自主申报"
    TAX_CREDIT = "tax_credit", "纳税信用评价"
    ANNUAL_REPORT = "annual_report", "年度报告"
    RECTIFICATION = "rectification", "限期整改"
    INTERVIEW = "interview", "约谈"
    WATER = "water", "用水信息"
    ELECTRICITY = "electricity", "用电信息"
    GAS = "gas", "用气信息"
    PROPERTY = "property", "不动产信息"
    RESEARCH = "research", "科技研发信息"


class PublicationScope(models.TextChoices):
    """Who may see a record of its kind (社会公开 / 政务共享 / 授权查询)."""

    PUBLIC = "public", "社会公开"
    GOVERNMENT = "government", "政务共享"
    AUTHORISED = "authorised", "授权查询"


class FactChangeKind(models.TextChoices):
    """What may become of a fact after it was recorded."""

    WITHDRAWN = "withdrawn", "撤回"
    CORRECTED = "corrected", "更正"
    REPAIRED = "repaired", "信用修复"
    REINSTATED = "reinstated", "撤销修复"
    DISPUTED = "disputed", "提出异议"
    CLEARED = "cleared", "异议办结"
    LIFTED = "lifted", "暂时解除"
    LIFT_ENDED = "lift_ended", "终止暂时解除"


class BatchStatus(models.TextChoices):
    """Life of a department file."""

    RECEIVED = "received", "已接收"
    IMPORTED = "imported", "已入库"
    REFUSED = "refused", "无法读取"


class IssueCode(models.TextChoices):
    """What is wrong with a cell; the codes of the import answer."""

    REQUIRED = "required", "必填项为空"
    USCC_INVALID = "uscc_invalid", "统一社会信用代码不正确"
    CHOICE_INVALID = "choice_invalid", "不在可选值之内"
    DATE_INVALID = "date_invalid", "不是有效的日期"
    DATE_IN_FUTURE = "date_in_future", "日期晚于导入当日"
    NUMBER_INVALID = "number_invalid", "不是有效的非负数字"
    PERIOD_INVALID = "period_invalid", "截止日期早于起始日期"
    TOO_LONG = "too_long", "超过最大长度"
    VALUE_REFUSED = "value_refused", "不符合该类数据的要求"
    CELLS_SURPLUS = "cells_surplus", "单元格多于表头"
    HEADING_UNKNOWN = "heading_unknown", "表头不认识，该列未导入"
    DUPLICATE = "duplicate", "与本文件前面的行或已入库的记录重复"
    NAME_MISMATCH = "name_mismatch", "名称与登记名称不一致"
    ENTITY_UNKNOWN = "entity_unknown", "主体不在库中，已建立待核实档案"
    USCC_DOUBTFUL = "uscc_doubtful", "统一社会信用代码中的组织机构代码存疑"
