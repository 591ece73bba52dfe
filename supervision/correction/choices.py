"""Enumerations of orders and interviews."""

from django.db import models


class OrderStatus(models.TextChoices):
    """Life of a rectification order; whether it is overdue follows from its day."""

    ORDERED = "ordered", "整改中"
    REPORTED = "reported", "已报告待验收"
    DONE = "done", "整改完成"
    OVERDUE = "overdue", "认定逾期"


class InterviewKind(models.TextChoices):
    """提示（提醒）约谈 or 警示约谈; the pack has the local words (淮安区 四(二), 江西 (十八))."""

    REMINDER = "reminder", "提示约谈"
    WARNING = "warning", "警示约谈"


class InterviewStatus(models.TextChoices):
    """Life of an interview."""

    SUMMONED = "summoned", "已通知"
    HELD = "held", "已约谈待归集"
    FILED = "filed", "记录已归集"
    ABSENT = "absent", "无故缺席"
    CANCELLED = "cancelled", "已取消"
