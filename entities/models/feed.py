"""The change feed: one numbered row for each change of a fact, and the receipts of its readers."""

from django.db import models

from credit_portal.accounts.models import Agency, User
from entities.choices import FactChangeKind
from entities.models.entity import Entity
from entities.models.record import CreditRecord
from entities.querysets import FactChangeQuerySet


class FactChange(models.Model):
    """Something happened to a fact that whoever took it over has to follow.

    The key is the position in the feed: a reader asks for what comes after the last it has.
    """

    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="changes")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    kind = models.CharField("变动", max_length=12, choices=FactChangeKind)
    reason = models.CharField("原因", max_length=500, blank=True)
    replaced_by = models.ForeignKey(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("时间")

    objects = FactChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用记录变动"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record}"


class FeedConsumer(models.Model):
    """变动订阅单位: a body that has taken facts over and follows the feed."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="feed_consumer")
    since = models.DateTimeField("订阅时间")
    ended_at = models.DateTimeField("退订时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "变动订阅单位"
        ordering = ["agency__code"]

    def __str__(self) -> str:
        return str(self.agency)


class FeedReceipt(models.Model):
    """A reader has followed the feed up to a change, by its own word."""

    consumer = models.ForeignKey(FeedConsumer, models.PROTECT, related_name="receipts")
    up_to = models.ForeignKey(FactChange, models.PROTECT, related_name="+")
    at = models.DateTimeField("签收时间")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="签收人")

    class Meta:
        verbose_name = verbose_name_plural = "变动签收"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.consumer} {self.up_to_id}"
