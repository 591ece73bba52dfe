"""A message: to one user, one agency or one business; sent once, receipted when it is read."""

from django.db import models
from django.db.models import Q

from credit_portal.accounts.models import Agency, User
from credit_portal.messages.querysets import MessageQuerySet


class Message(models.Model):
    """What somebody is told, and when it was read.

    ``key`` names the occasion, e.g. ``"deadline:7:overdue:agency:3"``: the database refuses a
    second message for it, so that a task which runs twice, or in two workers, tells it once.
    """

    key = models.CharField("事由编号", max_length=120, unique=True)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收件人"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收件单位"
    )
    uscc = models.CharField("收件主体", max_length=18, blank=True)
    heads_only = models.BooleanField("仅负责人", default=False)
    subject = models.CharField("标题", max_length=200)
    text = models.TextField("内容", max_length=2000)
    url = models.CharField("办理页面", max_length=200, blank=True)
    sent_at = models.DateTimeField("发送时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    read_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="阅读人"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, agency=None, uscc="")
                | Q(user=None, agency__isnull=False, uscc="")
                | (Q(user=None, agency=None) & ~Q(uscc="")),
                name="message_has_one_recipient",
            )
        ]
        indexes = [
            models.Index(
                fields=["uscc", "-sent_at"], condition=~Q(uscc=""), name="message_to_business"
            )
        ]

    def __str__(self) -> str:
        return self.subject
