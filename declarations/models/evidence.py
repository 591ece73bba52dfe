"""What proves a declaration."""

import uuid

from django.conf import settings
from django.db import models

from credit_portal.shared.files import PrivateStorage
from declarations.models.declaration import Declaration


def evidence_path(evidence: "DeclarationEvidence", name: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"declarations/{evidence.declaration_id}/{uuid.uuid4().hex}"


class DeclarationEvidence(models.Model):
    """One file, checked by its content."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="evidence")
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
        verbose_name = "申报证明材料"
        verbose_name_plural = "申报证明材料"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "sha256"], name="declaration_evidence_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
