"""The monthly report of an agency (淮安区 二(一))."""

import uuid

from django.conf import settings
from django.db import models

from commitments.choices import LedgerPart
from credit_portal.accounts.models import Agency
from credit_portal.jobs.models import Job
from credit_portal.shared.files import PrivateStorage


def ledger_path(submission: "LedgerSubmission", name: str) -> str:
    """Where a report is kept; the name shown to people is ``file_name``."""
    return f"ledgers/{submission.agency_id}/{uuid.uuid4().hex}"


class LedgerSubmission(models.Model):
    """One report: the workbook as it was sent, with its receipt. A later one corrects it.

    ``job`` made it, and makes no second one if it is started again.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="ledger_submissions", verbose_name="填报单位"
    )
    month = models.DateField("统计月份", help_text="该月第一天")
    part = models.CharField("报送内容", max_length=8, choices=LedgerPart, default=LedgerPart.LEDGER)
    job = models.OneToOneField(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="后台任务"
    )
    sequence = models.PositiveSmallIntegerField("第几次报送")
    receipt = models.CharField("回执编号", max_length=80, unique=True)
    kinds = models.JSONField("承诺类型")
    file = models.FileField("台账", storage=PrivateStorage(), upload_to=ledger_path, max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    rows = models.PositiveIntegerField("承诺条数")
    breaches = models.PositiveIntegerField("违诺条数")
    # Per sheet the packed ``ReportedLines``, so that the next report can say what changed.
    reported = models.JSONField("已报送内容摘要", default=dict)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="报送人",
    )  # fmt: skip
    submitted_at = models.DateTimeField("报送时间")
    due_on = models.DateField("截止日", null=True, blank=True)
    is_late = models.BooleanField("逾期", help_text="按报送当日适用的政策认定")

    class Meta:
        verbose_name = "承诺台账报送"
        verbose_name_plural = "承诺台账报送"
        ordering = ["-month", "agency", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "part", "sequence"], name="ledger_sequence_once"
            ),
            models.CheckConstraint(
                condition=models.Q(part=LedgerPart.LEDGER, due_on__isnull=False)
                | models.Q(part=LedgerPart.BREACHES, due_on=None, is_late=False),
                name="ledger_alone_falls_due",
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="ledger_month_is_first"),
        ]

    def __str__(self) -> str:
        return self.receipt
