"""The change feed: one numbered row for each change of a fact, and the receipts of its readers."""

from django.db import models
from django.db.models import F, Q

from credit_portal.accounts.models import Agency, User
from entities.choices import FactChangeKind
from entities.models.entity import Entity
from entities.models.record import CreditRecord
from entities.querysets import FactChangeQuerySet, FeedConsumerQuerySet


class FactChange(models.Model):
    """Something happened to a fact that whoever took it over has to follow.

    The key is its number in the feed. What a reader still has to follow is what it has not
    receipted, whatever the number.
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
    """变动订阅单位: a body that holds copies of facts and follows the feed, from when to when.

    Whoever subscribes again later takes the facts anew: that is another row.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="subscriptions", verbose_name="订阅单位"
    )
    since = models.DateTimeField("订阅时间")
    ended_at = models.DateTimeField("退订时间", null=True, blank=True)
    end_reason = models.CharField("退订原因", max_length=500, blank=True)

    objects = FeedConsumerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "变动订阅单位"
        ordering = ["agency__code", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(ended_at=None), name="feed_followed_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__gte=F("since")) & ~Q(end_reason="")),
                name="feed_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency)


class FeedReceipt(models.Model):
    """A reader has followed a change, by its own word.

    One row for each change, not a position: of two changes written at once the later key may
    be read first, and nobody may receipt what was not there to be read.
    """

    consumer = models.ForeignKey(FeedConsumer, models.PROTECT, related_name="receipts")
    change = models.ForeignKey(FactChange, models.PROTECT, related_name="receipts")
    at = models.DateTimeField("签收时间")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="签收人")

    class Meta:
        verbose_name = verbose_name_plural = "变动签收"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["consumer", "change"], name="feed_receipted_once")
        ]

    def __str__(self) -> str:
        return f"{self.consumer} {self.change_id}"
