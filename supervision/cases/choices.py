"""Enumerations of cases."""

from django.db import models


class CaseStatus(models.TextChoices):
    """Life of a case."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤下"
