"""企业授权: for which business an enterprise user acts, who let them, and on what papers."""

from datetime import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from credit_portal.accounts.choices import MandateKind, MandateOrigin, MandateScope, Role
from credit_portal.accounts.models.user import User
from credit_portal.accounts.querysets import InvitationQuerySet, MandateQuerySet
from credit_portal.shared.fields import EncryptedTextField
from credit_portal.shared.files import PrivateStorage

USCC = RegexValidator(r"^[0-9A-HJ-NPQRTUWXY]{18}$", "应为 18 位代码。")


class Mandate(models.Model):
    """企业授权: an enterprise user acts for a business, named by its code.

    The code, not the name: a business that is renamed keeps its mandates.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="mandates", verbose_name="用户",
        limit_choices_to={"role": Role.ENTERPRISE},
    )  # fmt: skip
    uscc = models.CharField("统一社会信用代码", max_length=18, validators=[USCC])
    kind = models.CharField("身份", max_length=20, choices=MandateKind, default=MandateKind.AGENT)
    scope = models.CharField(
        "办理范围", max_length=20, choices=MandateScope, default=MandateScope.ALL
    )
    origin = models.CharField(
        "来源", max_length=20, choices=MandateOrigin, default=MandateOrigin.ADMINISTRATOR
    )
    until_on = models.DateField("有效期至（不含当日）", null=True, blank=True)
    reason = models.CharField("核验情况", max_length=500)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="授权人"
    )
    granted_at = models.DateTimeField("关联时间")
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    end_reason = models.CharField("终止理由", max_length=500, blank=True)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))
    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "企业授权"
        ordering = ["-granted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "uscc"], condition=Q(ended_at__isnull=True), name="mandate_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=MandateKind.AGENT) | Q(scope=MandateScope.ALL),
                name="mandate_representative_does_all",
            ),
        ]
        indexes = [
            models.Index(
                fields=["uscc"], condition=Q(ended_at__isnull=True), name="mandate_of_business"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}：{self.uscc}"


class MandateInvitation(models.Model):
    """An offer to act for a business, made to one person by name and ID number.

    The one-time code is kept as a keyed digest. Offered by the legal representative, or at a
    window after a check of the papers.
    """

    uscc = models.CharField("统一社会信用代码", max_length=18, validators=[USCC])
    kind = models.CharField("身份", max_length=20, choices=MandateKind)
    scope = models.CharField("办理范围", max_length=20, choices=MandateScope)
    until_on = models.DateField("有效期至（不含当日）", null=True, blank=True)
    name = models.CharField("姓名", max_length=60)
    id_number = EncryptedTextField("身份证件号码")
    id_index = models.CharField("身份证件号码索引", max_length=64)
    code_index = models.CharField("邀请码索引", max_length=64, unique=True)
    reason = models.CharField("核验情况", max_length=500, blank=True)
    origin = models.CharField("来源", max_length=20, choices=MandateOrigin)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="邀请人")
    invited_at = models.DateTimeField("邀请时间")
    expires_at = models.DateTimeField("邀请码失效时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    accepted_at = models.DateTimeField("接受时间", null=True, blank=True)
    mandate = models.OneToOneField(
        Mandate, models.PROTECT, null=True, blank=True, related_name="invitation",
        verbose_name="所成授权",
    )  # fmt: skip

    history = HistoricalRecords(
        excluded_fields=["id_number", "id_index", "code_index"],
        history_change_reason_field=models.TextField(null=True),
    )
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "授权邀请"
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_one_end",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, mandate=None)
                | Q(accepted_at__isnull=False, mandate__isnull=False),
                name="invitation_becomes_mandate",
            ),
        ]
        indexes = [models.Index(fields=["uscc"], name="invitation_of_business")]

    def __str__(self) -> str:
        return f"{self.name}：{self.uscc}"

    def is_open(self, at: datetime) -> bool:
        """Neither accepted, withdrawn nor expired."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class MandatePaper(models.Model):
    """A scan of what was checked at the window: licence, letter of authority, identity card."""

    invitation = models.ForeignKey(MandateInvitation, models.PROTECT, related_name="papers")
    file = models.FileField(
        "扫描件", storage=PrivateStorage(), upload_to="mandates/%Y/%m", max_length=200
    )
    extension = models.CharField("格式", max_length=5)
    sha256 = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "授权材料扫描件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.invitation_id}{self.extension}"
