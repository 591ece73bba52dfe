"""What one department hands in, and its life."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.campaigns.choices import WAITING, DutyKind, DutyStatus
from credit_portal.campaigns.models.campaign import Campaign
from credit_portal.campaigns.querysets import DutyQuerySet
from credit_portal.shared.fields import FSMField
from credit_portal.shared.files import PrivateStorage

Status = DutyStatus


class CampaignDuty(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """The plan of a department, or its summary of one field (吴忠 三(一)(三)).

    ``due_on`` is a day of the calendar, as the document says it; weekends do not move it.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="duties")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="campaign_duties", verbose_name="责任单位"
    )
    kind = models.CharField("事项", max_length=8, choices=DutyKind)
    domain = models.CharField("领域", max_length=30, blank=True)
    due_on = models.DateField("报送期限")
    status = FSMField("状态", max_length=12, choices=Status, default=Status.OPEN, protected=True)
    text = models.TextField("方案内容", max_length=20000, blank=True)
    # {"具体举措": "…", …} and [{"时间": "…", …}, …], by the lists that the campaign keeps.
    parts = models.JSONField("总结内容", default=dict, blank=True)
    cases = models.JSONField("成效案例", default=list, blank=True)
    follows_superior = models.BooleanField("执行上级管理制度", default=False)
    explanation = models.TextField("书面说明", max_length=4000, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="报送人",
    )  # fmt: skip
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="审核人",
    )  # fmt: skip
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    comment = models.TextField("审核意见", max_length=2000, blank=True)

    history = HistoricalRecords(
        verbose_name="报送历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专项工作任务"
        ordering = ["due_on", "agency__code", "domain"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "agency", "kind", "domain"], name="campaign_duty_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=DutyKind.PLAN, domain="")
                | (Q(kind=DutyKind.SUMMARY) & ~Q(domain="")),
                name="campaign_summary_of_one_field",
            ),
            models.CheckConstraint(
                condition=Q(follows_superior=False) | ~Q(explanation=""),
                name="campaign_superior_is_explained",
            ),
        ]

    def __str__(self) -> str:
        what = f"{self.domain}领域总结" if self.domain else self.get_kind_display()
        return f"{self.agency.short_name}{what}"

    @property
    def tone(self) -> str:
        return Status(self.status).tone

    def is_late(self, on: date) -> bool:
        """Not handed in, and the last day is over."""
        return self.status in WAITING and self.due_on < on

    @transition(status, source=[*WAITING], target=Status.SUBMITTED, custom={"label": "报送"})
    def submit(self) -> None:
        """Handed in to the lead office."""

    @transition(status, source=Status.SUBMITTED, target=Status.ACCEPTED, custom={"label": "接收"})
    def accept(self) -> None:
        """As it should be."""

    @transition(status, source=Status.SUBMITTED, target=Status.RETURNED, custom={"label": "退回"})
    def send_back(self) -> None:
        """To be mended; the last day stays."""


def duty_path(file: "DutyFile", name: str) -> str:
    return f"campaigns/{file.duty.campaign_id}/{uuid.uuid4().hex}{file.extension}"


class DutyFile(models.Model):
    """A file handed in with a duty: the plan, supporting figures, proofs."""

    duty = models.ForeignKey(CampaignDuty, models.PROTECT, related_name="files")
    file = models.FileField("文件", storage=PrivateStorage(), upload_to=duty_path, max_length=200)
    name = models.CharField("文件名", max_length=200)
    extension = models.CharField("格式", max_length=8)
    sha256 = models.CharField("摘要", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "报送文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
