"""Enumerations of the list."""

from django.db import models


class Leniency(models.TextChoices):
    """What the list provides (行政处罚法 第三十三条)."""

    EXEMPT = "exempt", "不予处罚"
    LENIENT = "lenient", "从轻或者减轻处罚"
