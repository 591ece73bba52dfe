"""Enumerations of follow-ups."""

from django.db import models


class FollowUpStatus(models.TextChoices):
    """Whether the responsible agency has decided."""

    OPEN = "open", "待处理"
    DONE = "done", "已办理"
    DISMISSED = "dismissed", "不予采取"
