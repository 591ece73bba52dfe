"""What proves a commitment: the signed letter as a scan, and the re-checks made of it."""

import uuid

from django.db import models

from commitments.choices import RecheckFinding
from commitments.models.commitment import Commitment
from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Upload


def scan_path(scan: "CommitmentScan", name: str) -> str:
    """Where a scan is kept: never under the name it came with."""
    return f"commitments/{scan.commitment_id}/{uuid.uuid4().hex}"


class CommitmentScan(Upload):
    """A scan of the signed letter; a better one is added beside it, the latest counts."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="scans")
    file = models.FileField("扫描件", storage=PrivateStorage(), upload_to=scan_path, max_length=200)

    class Meta:
        verbose_name = "承诺书扫描件"
        verbose_name_plural = "承诺书扫描件"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "sha256"], name="scan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}{self.extension}"


class CommitmentRecheck(models.Model):
    """One periodic re-check (江西 一: 信用承诺问效机制, 定期复核)."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="rechecks")
    checked_on = models.DateField("复核日期")
    finding = models.CharField("复核结果", max_length=8, choices=RecheckFinding)
    note = models.CharField("复核情况", max_length=1000)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "承诺复核"
        verbose_name_plural = "承诺复核"
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.checked_on} {self.get_finding_display()}"
