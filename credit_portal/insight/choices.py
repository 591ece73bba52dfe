"""Enumerations of scorecards."""

from django.db import models


class Measure(models.TextChoices):
    """The parts of a score."""

    TIMELINESS = "timeliness", "及时性"
    COMPLETENESS = "completeness", "完整性"
    QUALITY = "quality", "数据质量"
    USE = "use", "应用情况"


class NoticeKind(models.TextChoices):
    """What the lead office makes known."""

    PRAISE = "praise", "表扬"
    CRITICISM = "criticism", "通报"
