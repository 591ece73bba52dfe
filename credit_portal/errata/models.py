"""What a reader says is wrong with a published record."""

from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition

from credit_portal.accounts.models import Agency, User
from credit_portal.errata.choices import ErrorKind, ReportStatus
from credit_portal.errata.querysets import ErrorReportQuerySet
from credit_portal.shared.fields import EncryptedTextField, FSMField
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
