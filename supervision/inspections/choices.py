"""Enumerations of inspections."""

from django.db import models


class PlanStatus(models.TextChoices):
    """Life of a yearly plan."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已公布"
    DISCARDED = "discarded", "已作废"


class TaskStatus(models.TextChoices):
    """Life of a task; how far its visits are, they say themselves."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已下达"


class DrawStatus(models.TextChoices):
    """Life of a draw. A replaced one stays visible beside the one that replaced it."""

    ANNOUNCED = "announced", "已公告，待抽取"
    DRAWN = "drawn", "已抽取"
    REPLACED = "replaced", "已重新抽取"


class VisitStatus(models.TextChoices):
    """Life of a visit."""

    PLANNED = "planned", "待检查"
    NOTIFIED = "notified", "已通知"
    STARTED = "started", "检查中"
    ENTERED = "entered", "待审核"
    REVIEWED = "reviewed", "待公示"
    PUBLISHED = "published", "已公示"
    CANCELLED = "cancelled", "已取消"


NO_PROBLEM = "1"  # the national result code of a business in order
# National result codes under which something was wrong: the business cannot be found, does not
# cooperate, or a problem was found. The others say that all is well or that it has gone.
FINDINGS = frozenset({"6", "8", "A", "B", "C", "D", "E"})
# Drawn and not yet begun, or under way: the business is not drawn again meanwhile.
OPEN_VISITS = (VisitStatus.PLANNED, VisitStatus.NOTIFIED, VisitStatus.STARTED)
RESULT_STATUSES = (VisitStatus.ENTERED, VisitStatus.REVIEWED, VisitStatus.PUBLISHED)
VISIT_TONES = {
    VisitStatus.PLANNED: "info",
    VisitStatus.NOTIFIED: "info",
    VisitStatus.STARTED: "warning",
    VisitStatus.ENTERED: "warning",
    VisitStatus.REVIEWED: "warning",
    VisitStatus.PUBLISHED: "success",
    VisitStatus.CANCELLED: "neutral",
}


class Rating(models.IntegerChoices):
    """The business's rating of a visit."""

    BAD = 1, "很不满意"
    POOR = 2, "不满意"
    FAIR = 3, "一般"
    GOOD = 4, "满意"
    BEST = 5, "很满意"
