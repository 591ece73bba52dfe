"""Enumerations of grading."""

from django.db import models

from credit_portal.policy.choices import (
    CreditClass,
    CreditGrade,
    DishonestyLevel,
    GradeSource,
    NationalGrade,
)

__all__ = [
    "ASSESSED_BY",
    "PUBLIC_SOURCES",
    "AssessmentSource",
    "CreditClass",
    "CreditGrade",
    "DishonestyLevel",
    "GradeSource",
    "IndicatorBasis",
    "ModelStage",
    "ModelStatus",
    "NationalGrade",
    "OverrideStatus",
    "RunKind",
    "RunStatus",
]


class ModelStatus(models.TextChoices):
    """Life of a version of the scoring model; what becomes of a published one, its day says."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待批准"
    PUBLISHED = "published", "已发布"
    DISCARDED = "discarded", "已作废"


class ModelStage(models.TextChoices):
    """Where a version stands on a day."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待批准"
    AWAITED = "awaited", "已发布，待生效"
    IN_FORCE = "in_force", "现行"
    RETIRED = "retired", "已停用"
    DISCARDED = "discarded", "已作废"


class IndicatorBasis(models.TextChoices):
    """What an indicator counts."""

    FACTS = "facts", "信用记录"
    REPETITION = "repetition", "同一机关多次处罚"
    INDUSTRY = "industry", "上一期行业信用评价"
    RELATED = "related", "关联人员（仅提示，不计分）"


class RunKind(models.TextChoices):
    """What an evaluation run covers, and whether it counts."""

    FULL = "full", "全面评价"
    INCREMENTAL = "incremental", "增量评价"
    REPRODUCTION = "reproduction", "历史复算"


class RunStatus(models.TextChoices):
    """Life of an evaluation run; only a completed one counts."""

    RUNNING = "running", "进行中"
    COMPLETED = "completed", "已完成"
    FAILED = "failed", "未完成"


class AssessmentSource(models.TextChoices):
    """Who assessed a business outside this portal."""

    NATIONAL = "national", "国家公共信用综合评价"
    PROVINCE = "province", "省公共信用综合评价"
    INDUSTRY = "industry", "行业信用评价"
    MARKET = "market", "市场信用评价"


# Results on a business as a whole, given by a higher level: they name no industry.
PUBLIC_SOURCES = (AssessmentSource.NATIONAL, AssessmentSource.PROVINCE)
# The results from which a grade may come, by the word that packs use.
ASSESSED_BY = {
    GradeSource.NATIONAL_RESULT: AssessmentSource.NATIONAL,
    GradeSource.PROVINCE_RESULT: AssessmentSource.PROVINCE,
    GradeSource.INDUSTRY_RESULT: AssessmentSource.INDUSTRY,
}


class OverrideStatus(models.TextChoices):
    """Life of a manual override of a grade."""

    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    REJECTED = "rejected", "未批准"
    ENDED = "ended", "已提前终止"
