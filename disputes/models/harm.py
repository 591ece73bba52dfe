"""The putting right of what a wrong fact had touched."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from disputes.harm.querysets import HarmReversalQuerySet
from entities.models import CreditRecord, FactChange


class HarmReversal(models.Model):
    """纠正: opened when a record is withdrawn or corrected, done when nothing rests on it.

    What it touched and what was put right is read where it stands (``harm.selectors``); kept here
    is only when it began and when nothing was left.
    """

    change = models.OneToOneField(
        FactChange, models.PROTECT, related_name="reversal", verbose_name="变动"
    )
    opened_at = models.DateTimeField("开始纠正时间")
    done_at = models.DateTimeField("纠正完毕时间", null=True, blank=True)

    objects = HarmReversalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "纠正"
        ordering = ["-change__at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=F("opened_at")),
                name="harm_reversal_in_order",
            )
        ]
        indexes = [
            models.Index(
                fields=["change"], condition=Q(done_at__isnull=True), name="harm_reversal_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}的纠正"

    @property
    def record(self) -> CreditRecord:
        """The record that was wrong."""
        return self.change.record

    def time_to_clean(self, now: datetime) -> timedelta:
        """From the decision to the last consequence; still running while something is left."""
        return (self.done_at or now) - self.change.at
