"""What stands beside a fact for a time: that it is contested, or lifted by a court."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from entities.models.record import CreditRecord
from entities.querysets import DisputeMarkQuerySet, TemporaryLiftQuerySet


class DisputeMark(models.Model):
    """异议标注: the record is contested from one instant to another."""

    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="dispute_marks")
    reference = models.CharField("异议编号", max_length=60)
    # Not where the same thing is contested again without new evidence.
    measures_rest = models.BooleanField("措施暂不执行", default=True)
    marked_at = models.DateTimeField("标注时间")
    cleared_at = models.DateTimeField("解除时间", null=True, blank=True)

    objects = DisputeMarkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "异议标注"
        ordering = ["-marked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "reference"], name="dispute_mark_once_for_a_case"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None) | Q(cleared_at__gte=F("marked_at")),
                name="dispute_mark_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.record}"


class TemporaryLift(models.Model):
    """暂时解除: while a court-approved reorganisation is carried out the record is not shown.

    It ends by its own date, or earlier when the reorganisation fails.
    """

    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="lifts")
    reference = models.CharField("重整裁定", max_length=200)
    from_on = models.DateField("自")
    until_on = models.DateField("至（不含当日）")
    ended_on = models.DateField("提前终止", null=True, blank=True)
    end_reason = models.CharField("终止理由", max_length=500, blank=True)
    recorded_at = models.DateTimeField("登记时间")

    objects = TemporaryLiftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "暂时解除"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="lift_term_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="lift_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.record}"

    def is_in_force(self, on: date) -> bool:
        end = min(self.until_on, self.ended_on or self.until_on)
        return self.from_on <= on < end
