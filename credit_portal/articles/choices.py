"""Enumerations of articles."""

from django.db import models


class ArticleKind(models.TextChoices):
    """栏目 of an article."""

    POLICY = "policy", "政策文件"
    RULES = "rules", "名单管理制度"
    CASE = "case", "典型案例"
    GUIDE = "guide", "办事指南"
    FAQ = "faq", "常见问题"
    TRAINING = "training", "培训资料"


class ArticleStatus(models.TextChoices):
    """Life of an article."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"
