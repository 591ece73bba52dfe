"""The audit log: who did what, when and why, in a chain that shows every later change.

The database itself refuses to change, delete or skip an entry (migration ``0002_chain``); the
retention and the proof follow GB/T 22239-2019 (等保 2.0, 安全审计) and policy document 淮安区 五-4.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from credit_portal.audit import acts
from credit_portal.audit.querysets import AuditEntryQuerySet

DIGEST_LENGTH = 64
FIRST_HASH = "0" * DIGEST_LENGTH  # what the first link names as its predecessor


class AuditEntry(models.Model):
    """One act or one look-up. The actor stands in plain values: the log outlives the account."""

    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_label = models.CharField("操作人", max_length=120)
    agency_code = models.CharField("机构代码", max_length=60, blank=True)
    act = models.CharField("操作", max_length=80)
    object_type = models.CharField("对象类型", max_length=80, blank=True)
    object_id = models.CharField("对象编号", max_length=64, blank=True)
    object_label = models.CharField("对象", max_length=300, blank=True)
    reason = models.TextField("理由", blank=True)
    purpose = models.TextField("查询目的", blank=True)
    # The chain covers these two by digests that the database computes. A takedown of personal data
    # that empties the columns leaves the links whole; verify_audit names the entry all the same.
    before = models.JSONField("变更前", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("变更后", null=True, encoder=DjangoJSONEncoder)
    before_digest = models.CharField(max_length=DIGEST_LENGTH, editable=False, default="")
    after_digest = models.CharField(max_length=DIGEST_LENGTH, editable=False, default="")

    agency_name: str  # looked up for a page: selectors.with_agency_names
    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["-at"]),
            models.Index(fields=["actor_id", "-at"]),
            models.Index(fields=["act", "-at"]),
            models.Index(fields=["object_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.act_label} {self.object_label}".strip()

    @property
    def act_label(self) -> str:
        """The act in Chinese."""
        return acts.label_of(self.act)


class AuditLink(models.Model):
    """The place of an entry in the chain; written by the database when the entry commits."""

    seq = models.BigIntegerField("序号", primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="link")
    previous_hash = models.CharField(max_length=DIGEST_LENGTH)
    hash = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        verbose_name = verbose_name_plural = "审计链"
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class AuditHead(models.Model):
    """The last link of a day, with what the day's verification found; also sent to the logs."""

    date = models.DateField("日期", unique=True)
    seq = models.BigIntegerField("序号")
    hash = models.CharField("校验值", max_length=DIGEST_LENGTH)
    finding = models.CharField("核验发现", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审计链日终值"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date} {self.seq}"

    @property
    def sentence(self) -> str:
        """The outcome of the day's verification in one sentence."""
        if self.finding:
            return f"{self.date} 核验发现 — {self.finding}。"
        return f"审计链完整：{self.date} 已核验至第 {self.seq} 条。"
