"""信用提示: the log of what the businesses of a class were told together."""

from django.conf import settings
from django.db import models

from credit_portal.accounts.models import Agency
from credit_portal.policy.choices import CreditClass
from entities.industries import SECTIONS
from entities.models import Town
from supervision.reminders.querysets import CreditReminderQuerySet


class CreditReminder(models.Model):
    """One reminder to every business of a class (江阴 三(五), 伊春 三-2); it restricts nothing.

    Each business finds it among its messages.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="credit_reminders", verbose_name="发送单位"
    )
    credit_class = models.CharField("信用类别", max_length=16, choices=CreditClass)
    # Whom it reached within the class; empty for everybody.
    section = models.CharField("行业", max_length=1, blank=True, choices=SECTIONS)
    town = models.ForeignKey(
        Town, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="镇街"
    )
    subject = models.CharField("标题", max_length=200)
    text = models.TextField("内容", max_length=2000)
    basis = models.CharField("依据", max_length=200)
    recipients = models.PositiveIntegerField("发送户数", default=0)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="发送人",
    )  # fmt: skip
    sent_on = models.DateField("发送日期")
    sent_at = models.DateTimeField("发送时间")

    objects = CreditReminderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用提示"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "credit_class", "section", "town", "sent_on"],
                name="reminder_once_a_day", nulls_distinct=False,
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject
