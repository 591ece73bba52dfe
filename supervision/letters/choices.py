"""Enumerations of letters."""

from django.db import models

from entities.choices import SubjectKind


class LetterKind(models.TextChoices):
    """Whom a letter is about (淮安区 四(五), 江西 (二十五))."""

    BODY = "body", "单位失信通报"
    STAFF = "staff", "工作人员失信通报"


PUBLIC_BODIES = frozenset({SubjectKind.GOVERNMENT_BODY, SubjectKind.PUBLIC_INSTITUTION})
