"""Who gets which mails. The address is all that is known of a person, and is kept encrypted."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from credit_portal.shared.fields import EncryptedTextField
from credit_portal.subscriptions.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """One address and one topic; deleted when it is left or never confirmed."""

    topic = models.CharField("订阅内容", max_length=40)
    address = EncryptedTextField("邮箱")
    address_index = models.CharField("邮箱索引", max_length=64)
    asked_at = models.DateTimeField("申请时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    # The last day whose news were sent; the next mail begins on the day after it.
    told_until = models.DateField("已告知至", null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "邮件订阅"
        ordering = ["topic", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "address_index"], name="subscribed_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, told_until=None)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="subscription_confirmed_is_told",
            ),
        ]

    def __str__(self) -> str:
        return f"邮件订阅 {self.topic}"

    @property
    def confirmed_on(self) -> date | None:
        """The day whose news were the first."""
        return timezone.localdate(self.confirmed_at) if self.confirmed_at else None
