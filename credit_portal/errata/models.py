"""What a reader says is wrong with a published record; what its agency took back or corrected."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition

from credit_portal.accounts.models import Agency, User
from credit_portal.errata.choices import ErrorKind, ReportStatus
from credit_portal.errata.querysets import AmendmentQuerySet, ErrorReportQuerySet
from credit_portal.shared.fields import EncryptedTextField, FSMField
from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Evidence
from entities.models import CreditRecord

Status = ReportStatus


class ErrorReport(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """纠错: open until the agency that reported the record has answered. Never published."""

    record = models.ForeignKey(
        CreditRecord, models.PROTECT, related_name="error_reports", verbose_name="信用记录"
    )
    # The agency that reported the record; the lead office where none did.
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报送单位"
    )
    kind = models.CharField("问题", max_length=12, choices=ErrorKind)
    text = models.TextField("说明", max_length=1000)
    contact = EncryptedTextField("联系方式", blank=True)
    status = FSMField(
        "状态", max_length=12, choices=ReportStatus, default=Status.OPEN, protected=True
    )
    reported_at = models.DateTimeField("提交时间")
    answer = models.TextField("处理情况", max_length=1000, blank=True)
    handled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处理人"
    )
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "数据纠错"
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, handled_at=None, answer="")
                | (Q(status=Status.HANDLED, handled_at__isnull=False) & ~Q(answer="")),
                name="error_report_handled_has_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id}"

    @transition(status, source=Status.OPEN, target=Status.HANDLED, custom={"label": "处理"})
    def handle(self) -> None:
        """Checked and answered."""


class Amendment(models.Model):
    """撤回、更正: the document on which an agency took a record of its own back or corrected it.

    The reason, and what stands in place of a corrected record, are kept with the record.
    """

    record = models.OneToOneField(
        CreditRecord, models.PROTECT, related_name="amendment", verbose_name="原记录"
    )
    basis_number = models.CharField("依据文书号", max_length=128)
    basis_on = models.DateField("依据文书日期")
    # Of a revoked penalty (行政处罚法 48); the law gives other records no day.
    due_on = models.DateField("撤回期限", null=True, blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    made_at = models.DateTimeField("办理时间")

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "记录撤回更正"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.record} {self.basis_number}"

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and timezone.localdate(self.made_at) > self.due_on


def scan_path(scan: "AmendmentScan", name: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"errata/{scan.amendment_id}/{uuid.uuid4().hex}"


class AmendmentScan(Evidence):
    """A page of the document."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="scans")
    file = models.FileField("文件", storage=PrivateStorage(), upload_to=scan_path, max_length=200)

    class Meta(Evidence.Meta):
        verbose_name = verbose_name_plural = "依据文书扫描件"
        constraints = [
            models.UniqueConstraint(fields=["amendment", "sha256"], name="amendment_scan_once")
        ]
