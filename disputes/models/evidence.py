"""What proves a dispute: files of the business, the signed application among them."""

import uuid

from django.conf import settings
from django.db import models

from credit_portal.shared.files import PrivateStorage
from disputes.models.dispute import Dispute


def evidence_path(evidence: "DisputeEvidence", name: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"disputes/{evidence.dispute_id}/{uuid.uuid4().hex}"


class DisputeEvidence(models.Model):
    """One file, checked by its content."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="evidence")
    name = models.CharField("名称", max_length=120)
    file = models.FileField(
        "文件", storage=PrivateStorage(), upload_to=evidence_path, max_length=200
    )
    extension = models.CharField("格式", max_length=5)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="上传人",
    )  # fmt: skip

    class Meta:
        verbose_name = "异议证据"
        verbose_name_plural = "异议证据"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "sha256"], name="dispute_evidence_once")
        ]

    def __str__(self) -> str:
        return self.name
