"""Who an enterprise user really is, as an identity provider said (江西 十一: 实名认证)."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from credit_portal.accounts.choices import Assurance
from credit_portal.accounts.models.user import User
from credit_portal.shared.fields import EncryptedTextField
from credit_portal.shared.masking import mask_id_number


class RealNameIdentity(models.Model):
    """A person at an identity provider, and the one user that is opened for them.

    Found by provider and subject alone: no e-mail, name or number ever leads to another account.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="identity", verbose_name="用户")
    provider = models.CharField("认证平台", max_length=40)
    subject = models.CharField("平台账号标识", max_length=255)
    name = models.CharField("姓名", max_length=60, blank=True)
    id_number = EncryptedTextField("身份证件号码", blank=True)
    id_index = models.CharField("身份证件号码索引", max_length=64, blank=True, db_index=True)
    assurance = models.PositiveSmallIntegerField("实名等级", choices=Assurance)
    verified_at = models.DateTimeField("最近认证时间")

    history = HistoricalRecords(
        excluded_fields=["id_number", "id_index"],
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        verbose_name = verbose_name_plural = "实名身份"
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="identity_once"),
            models.CheckConstraint(
                condition=Q(assurance__lt=Assurance.VERIFIED) | (~Q(name="") & ~Q(id_index="")),
                name="identity_verified_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or '未实名用户'}（{self.get_assurance_display()}）"

    @property
    def masked_id_number(self) -> str:
        """For the page of the person."""
        return mask_id_number(self.id_number)

    @property
    def is_verified(self) -> bool:
        """Whether the last login proved name and ID number."""
        return self.assurance >= Assurance.VERIFIED
