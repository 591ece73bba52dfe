"""Department files as they came in, and the rows that could not be taken."""

import pgtrigger
from django.conf import settings
from django.db import models

from credit_portal.accounts.models import Agency
from credit_portal.jobs.models import Job
from credit_portal.shared.fields import EncryptedTextField
from credit_portal.shared.files import PrivateStorage
from entities.choices import BatchStatus


class ImportBatch(models.Model):
    """One department file: who sent it, what it was, what became of its rows."""

    layout = models.CharField("数据种类", max_length=32)
    edition = models.CharField("模板版本", max_length=32, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报送单位"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="上传人",
    )  # fmt: skip
    received_at = models.DateTimeField("接收时间")
    file = models.FileField("原始文件", storage=PrivateStorage(), upload_to="imports/%Y/%m/")
    file_name = models.CharField("文件名", max_length=255)
    file_sha256 = models.CharField("文件摘要", max_length=64)
    file_size = models.PositiveBigIntegerField("文件大小")
    status = models.CharField(
        "状态", max_length=16, choices=BatchStatus, default=BatchStatus.RECEIVED
    )
    refusal = models.CharField("无法读取的原因", max_length=500, blank=True)
    rows = models.PositiveIntegerField("行数", default=0)
    accepted = models.PositiveIntegerField("入库行数", default=0)
    duplicates = models.PositiveIntegerField("重复行数", default=0)
    rejected = models.PositiveIntegerField("退回行数", default=0)
    warnings = models.JSONField("提示", default=list, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    job = models.OneToOneField(Job, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        ordering = ["-received_at"]
        # Records name their batch without a constraint of the database.
        triggers = [pgtrigger.Protect(name="batch_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.file_name


class QuarantinedRow(models.Model):
    """A row that was not taken, kept with its reasons until it is mended and sent again.

    The cells are encrypted, as department files carry ID numbers, and cleared where nobody mends
    them in time.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="quarantine")
    row = models.PositiveIntegerField("行号")
    cells = EncryptedTextField("单元格", help_text="JSON: the cells in the order of the file")
    issues = models.JSONField("问题", help_text='[{"column", "code", "message"}]')
    is_duplicate = models.BooleanField("重复行", default=False)

    class Meta:
        verbose_name = "待修正行"
        verbose_name_plural = "待修正行"
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "row"], name="quarantine_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} 第 {self.row} 行"
