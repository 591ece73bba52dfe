"""Enumerations of treatment."""

from django.db import models


class Stance(models.TextChoices):
    """What a business may expect of a convenience."""

    ALLOWED = "allowed", "可以享受"
    ORDINARY = "ordinary", "按一般规定办理"
    NOT_OFFERED = "not_offered", "按类别不提供"
    NEEDS_BASIS = "needs_basis", "不得仅凭类别限制"
    BARRED = "barred", "受到限制"
