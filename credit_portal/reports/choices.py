"""Enumerations of credit reports."""

from django.db import models

from entities.fact_types import FactType


class ReportKind(models.TextChoices):
    """What a report is for (淮安区 二(三)、五(三))."""

    BASIC = "basic", "公共信用信息报告"
    REVIEW = "review", "公共信用信息审查报告"
    SPECIAL = "special", "专项信用报告"


# Kinds that a business may have about itself.
OWN_KINDS = (ReportKind.BASIC, ReportKind.SPECIAL)
# Facts that speak for a business, or say nothing of its conduct.
FAVOURABLE_FACTS = frozenset(
    {
        FactType.UNSCORED, FactType.COMMITMENT_FULFILLED, FactType.HONOUR_NATIONAL,
        FactType.HONOUR_PROVINCIAL, FactType.HONOUR_CITY, FactType.HONOUR_COUNTY,
        FactType.TAX_CREDIT_A, FactType.PUBLIC_BENEFIT,
    }
)  # fmt: skip


class Verdict(models.TextChoices):
    """What the verification page says of a code."""

    GENUINE = "genuine", "真实有效"
    REVOKED = "revoked", "已撤销"
    UNKNOWN = "unknown", "查无此报告"


class CheckResult(models.TextChoices):
    """What a bulk check says of a line."""

    HIT = "hit", "有名单或限制措施"
    CLEAR = "clear", "无名单和限制措施"
    # What bodies outside the administration are told: published lists only.
    LISTED = "listed", "列入公开的名单"
    UNLISTED = "unlisted", "未列入公开的名单"
    NOT_FOUND = "not_found", "平台没有该主体档案"
    INVALID = "invalid", "代码有误"
