"""What went up to the platform above: a month of records, and the receipt for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from credit_portal.jobs.models import Job


class UpwardReport(models.Model):
    """上报 (伊春 一-1；江西 二十八): made here, carried by hand, noted when it was taken there."""

    layout = models.CharField("数据种类", max_length=32)
    month = models.DateField("入库月份", help_text="as its first day")
    rows = models.PositiveIntegerField("行数", default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="生成人",
    )  # fmt: skip
    made_at = models.DateTimeField("生成时间")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+", verbose_name="后台任务")
    reported_on = models.DateField("上报日期", null=True, blank=True)
    receipt = models.CharField("回执", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "上报数据"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_on=None, receipt="")
                | Q(reported_on__isnull=False) & ~Q(receipt=""),
                name="upward_report_has_receipt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y年%m月} {self.layout}"
