"""Articles of the public site, and what the public says about rules in draft."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.articles.choices import ArticleKind, ArticleStatus
from credit_portal.articles.querysets import ArticleQuerySet
from credit_portal.shared.fields import EncryptedTextField, FSMField

Status = ArticleStatus


class Article(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """Text in Markdown; what is published is not changed but withdrawn and written anew."""

    kind = models.CharField("栏目", max_length=12, choices=ArticleKind)
    title = models.CharField("标题", max_length=120)
    summary = models.CharField("摘要", max_length=300, blank=True)
    source = models.CharField("来源或文号", max_length=120, blank=True)
    body = models.TextField("正文", max_length=50_000)
    # A draft of rules laid open to the public (江西 (十五)): until when everybody may comment.
    comments_until = models.DateField("征求意见截止日期", null=True, blank=True)
    status = FSMField(
        "状态", max_length=12, choices=ArticleStatus, default=Status.DRAFT, protected=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="撰写人",
    )  # fmt: skip
    written_at = models.DateTimeField("撰写时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤下理由", max_length=500, blank=True)

    history = HistoricalRecords(verbose_name="文章历史")
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文章"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, published_at=None)
                | (~Q(status=Status.DRAFT) & Q(published_at__isnull=False)),
                name="article_published_has_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="article_withdrawal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def takes_comments(self, on: date) -> bool:
        """Published for comments, and the last day is not over."""
        is_open = self.comments_until is not None and on <= self.comments_until
        return is_open and self.status == Status.PUBLISHED

    @transition(status, source=Status.DRAFT, target=Status.DRAFT, custom={"label": "修改"})
    def edit(self) -> None:
        """Written anew before anybody has read it."""

    @transition(status, source=Status.DRAFT, target=Status.PUBLISHED, custom={"label": "发布"})
    def publish(self) -> None:
        """Everybody may read it."""

    @transition(status, source=Status.PUBLISHED, target=Status.WITHDRAWN, custom={"label": "撤下"})
    def withdraw(self) -> None:
        """Off the public site for good."""


class ArticleComment(models.Model):
    """What somebody says about rules in draft; read by the editors, never published."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments")
    text = models.TextField("意见", max_length=2000)
    contact = EncryptedTextField("联系方式", blank=True)
    sent_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = verbose_name_plural = "公众意见"
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.article} {self.sent_at:%Y-%m-%d}"
