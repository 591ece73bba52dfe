"""Enumerations of self-declarations."""

from django.db import models


class DeclarationStatus(models.TextChoices):
    """Life of a declaration; whether its publication is over follows from the day."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    PUBLISHED = "published", "公示中"
    CONTESTED = "contested", "有异议待复核"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "审核不通过"
    WITHDRAWN = "withdrawn", "已撤回"
    FALSE = "false", "认定虚假"


# The responsible agency has to look at it.
WAITING = (DeclarationStatus.SUBMITTED, DeclarationStatus.CONTESTED)
# The business may still take it back.
UNDECIDED = (DeclarationStatus.DRAFT, *WAITING, DeclarationStatus.PUBLISHED)


class HonourRank(models.TextChoices):
    """Who gave an honour; its name begins so in the fact that grading counts."""

    NATIONAL = "国家级", "国家级"
    PROVINCIAL = "省级", "省级"
    CITY = "市级", "市级"
    COUNTY = "县级", "县级"
