"""What somebody says against a published declaration."""

from django.db import models

from credit_portal.shared.fields import EncryptedTextField
from declarations.models.declaration import Declaration


class DeclarationObjection(models.Model):
    """One objection; the declaring business is told its reasons, never who objected."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="objections")
    name = models.CharField("异议人", max_length=60)
    contact = EncryptedTextField("联系方式")
    reasons = models.TextField("事实和理由", max_length=2000)
    raised_at = models.DateTimeField("提出时间")

    class Meta:
        verbose_name = "公示异议"
        verbose_name_plural = "公示异议"
        ordering = ["-raised_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.raised_at:%Y-%m-%d}"
