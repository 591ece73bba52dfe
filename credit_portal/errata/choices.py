"""Enumerations of error reports."""

from django.db import models


class ErrorKind(models.TextChoices):
    """What is wrong with a published record."""

    SUBJECT = "subject", "主体不对"
    CONTENT = "content", "内容有误"
    OUTDATED = "outdated", "应当停止公示"
    PERSONAL = "personal", "含有不应公开的个人信息"
    OTHER = "other", "其他"


class ReportStatus(models.TextChoices):
    """Life of an error report."""

    OPEN = "open", "待核实"
    HANDLED = "handled", "已处理"
