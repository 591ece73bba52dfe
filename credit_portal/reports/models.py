"""Reports as they were issued, the facts they hold, those of others, and lists checked at once."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from credit_portal.accounts.models import Agency
from credit_portal.jobs.models import Job
from credit_portal.reports import rules
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.querysets import (
    BulkCheckQuerySet,
    CreditReportQuerySet,
    ReceivedReportQuerySet,
)
from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Upload
from entities.models import CreditRecord, Entity


def report_path(_report: "CreditReport", _name: str) -> str:
    """A name that tells nothing."""
    return f"reports/{uuid.uuid4().hex}.pdf"


def received_path(_report: "ReceivedReport", _name: str) -> str:
    return f"reports/received/{uuid.uuid4().hex}"


def list_path(_check: "BulkCheck", _name: str) -> str:
    return f"reports/checks/{uuid.uuid4().hex}"


class ReportSerial(models.Model):
    """The last serial of a day: numbers without gaps."""

    day = models.DateField("日期", unique=True)
    last = models.PositiveIntegerField("最后序号")

    class Meta:
        verbose_name = verbose_name_plural = "报告序号"

    def __str__(self) -> str:
        return f"{self.day} {self.last}"


class CreditReport(models.Model):
    """What was known of a business, as the asker could see it, at one instant.

    The database lets nothing change but the revocation.
    """

    number = models.CharField("报告编号", max_length=32, unique=True)
    kind = models.CharField("报告种类", max_length=8, choices=ReportKind)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="reports", verbose_name="主体")
    # Empty where the business asked for itself.
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="reports",
        verbose_name="查询单位",
    )  # fmt: skip
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="查询人",
    )  # fmt: skip
    scene = models.CharField("应用事项", max_length=50, blank=True)
    purpose = models.CharField("用途", max_length=200)
    period_from = models.DateField("查询期间起", null=True, blank=True)
    period_until = models.DateField("查询期间止", null=True, blank=True)
    domains = models.ManyToManyField(Agency, related_name="+", verbose_name="查询领域", blank=True)
    content = models.JSONField("内容")
    issued_at = models.DateTimeField("出具时间")
    verification_code = models.CharField("核验码", max_length=rules.CODE_LENGTH, unique=True)
    file = models.FileField("报告", storage=PrivateStorage(), upload_to=report_path, max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    revocation_reason = models.CharField("撤销原因", max_length=500, blank=True)

    objects = CreditReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用报告"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ReportKind.REVIEW) | (Q(agency__isnull=False) & ~Q(scene="")),
                name="report_review_names_scene",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.SPECIAL, period_until__gte=F("period_from"))
                | (~Q(kind=ReportKind.SPECIAL) & Q(period_from=None, period_until=None)),
                name="report_special_has_period",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="report_revocation_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-issued_at"], name="report_of_agency")]
        triggers = [
            pgtrigger.ReadOnly(
                name="report_is_immutable", exclude=["revoked_at", "revocation_reason"]
            ),
            pgtrigger.Protect(name="report_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def code_in_groups(self) -> str:
        return rules.grouped(self.verification_code)


class ReportedFact(models.Model):
    """A record that a report holds, or on which a list or measure in it rests."""

    report = models.ForeignKey(CreditReport, models.PROTECT, related_name="facts")
    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="reported_in")

    class Meta:
        verbose_name = verbose_name_plural = "报告所载记录"
        constraints = [
            models.UniqueConstraint(fields=["report", "record"], name="reported_fact_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.record_id}"


class ReceivedReport(Upload):
    """银行征信报告、第三方信用报告 that a business handed in to an agency for a matter."""

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="received_reports", verbose_name="主体"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="received_reports", verbose_name="收存单位"
    )
    kind = models.CharField("报告种类", max_length=50)
    issuer = models.CharField("出具机构", max_length=200)
    number = models.CharField("报告编号", max_length=64, blank=True)
    issued_on = models.DateField("出具日期")
    scene = models.CharField("应用事项", max_length=50)
    purpose = models.CharField("用途", max_length=200)
    file = models.FileField(
        "文件", storage=PrivateStorage(), upload_to=received_path, max_length=200
    )

    objects = ReceivedReportQuerySet.as_manager()

    class Meta(Upload.Meta):
        verbose_name = verbose_name_plural = "收存的信用报告"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.issuer}"


class BulkCheck(models.Model):
    """批量信用核查: a list of codes, for which purpose, and what came out of it."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="bulk_checks", verbose_name="核查单位"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="核查人",
    )  # fmt: skip
    asked_at = models.DateTimeField("核查时间")
    scene = models.CharField("应用事项", max_length=50)
    purpose = models.CharField("用途", max_length=200)
    file = models.FileField("名单", storage=PrivateStorage(), upload_to=list_path, max_length=200)
    file_name = models.CharField("文件名", max_length=255)
    file_sha256 = models.CharField("文件摘要", max_length=64)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="+")
    rows = models.PositiveIntegerField("行数", null=True, blank=True)
    hits = models.PositiveIntegerField("命中", null=True, blank=True)

    objects = BulkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批量信用核查"
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name}（{self.scene}）"
