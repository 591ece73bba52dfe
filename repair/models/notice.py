"""处罚即告知: with every penalty its business is told what can be repaired, when and how."""

import pgtrigger
from django.db import models

from entities.models import CreditRecord
from repair.querysets import NoticeQuerySet


class RepairNotice(models.Model):
    """The notice of one record, as it was said on its day; its PDF follows from these values."""

    number = models.CharField("告知书编号", max_length=40, unique=True)
    record = models.OneToOneField(
        CreditRecord, models.PROTECT, related_name="repair_notice", verbose_name="信用记录"
    )
    values = models.JSONField("告知内容")
    created_at = models.DateTimeField("告知时间")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用修复告知书"
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(
                name="repair_notice_is_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return self.number
