"""A policy pack and its versions."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.policy.choices import PackLevel, PackVersionStatus
from credit_portal.policy.querysets import DECIDED, OPEN, PackVersionQuerySet
from credit_portal.shared.fields import FSMField

Status = PackVersionStatus


def days_in(first: str, last: str, bounds: str) -> Func:
    return Func(
        F(first), F(last), Value(bounds), function="DATERANGE", output_field=DateRangeField()
    )


class PolicyPack(models.Model):
    """One policy document as a set of rules; what it says is in its versions."""

    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    level = models.CharField("级别", max_length=16, choices=PackLevel)
    region_code = models.CharField("行政区划代码", max_length=6)

    class Meta:
        verbose_name = "政策包"
        verbose_name_plural = "政策包"
        ordering = ["region_code"]

    def __str__(self) -> str:
        return self.name


class PackVersion(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """What a pack says from a day on, approved by a second officer, never changed afterwards."""

    pack = models.ForeignKey(
        PolicyPack, models.PROTECT, related_name="versions", verbose_name="政策包"
    )
    number = models.PositiveIntegerField("版本号")
    content = models.TextField("内容")
    digest = models.CharField("内容摘要", max_length=64)
    reason = models.TextField("修改理由", max_length=2000)
    effective_from = models.DateField("生效日期")
    superseded_from = models.DateField("被取代日期", null=True, blank=True)
    status = FSMField("状态", max_length=16, choices=Status, default=Status.DRAFT, protected=True)
    # Both empty on the versions that ship with the portal.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="起草人",
    )  # fmt: skip
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="审批人",
    )  # fmt: skip
    drafted_at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("提交时间", null=True)
    decided_at = models.DateTimeField("审批时间", null=True)

    history = HistoricalRecords(
        verbose_name="政策包版本历史",
        history_change_reason_field=models.TextField(null=True),
    )
    objects = PackVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "政策包版本"
        verbose_name_plural = "政策包版本"
        ordering = ["pack", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="pack_version_number_once"),
            models.UniqueConstraint(
                fields=["pack"], condition=Q(status__in=OPEN), name="pack_version_one_open"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True)
                | Q(author__isnull=True)
                | ~Q(approver=F("author")),
                name="pack_version_second_officer",
            ),
            ExclusionConstraint(
                name="pack_version_one_in_force",
                expressions=[
                    ("pack", RangeOperators.EQUAL),
                    (
                        days_in("effective_from", "superseded_from", "[)"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status__in=DECIDED),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_version_is_fixed",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status=Status.DRAFT)
                & (
                    pgtrigger.Q(old__content__df=pgtrigger.F("new__content"))
                    | pgtrigger.Q(old__effective_from__df=pgtrigger.F("new__effective_from"))
                ),
            ),
            pgtrigger.Protect(name="version_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.pack} 第{self.number}版"

    # The life cycle, top to bottom.

    @transition(status, source=Status.DRAFT, target=Status.SUBMITTED, custom={"label": "提交审批"})
    def submit(self) -> None:
        """Handed to a second officer; the text is fixed from here on."""

    @transition(status, source=Status.SUBMITTED, target=Status.APPROVED, custom={"label": "批准"})
    def approve(self) -> None:
        """In force from ``effective_from``."""

    @transition(status, source=Status.SUBMITTED, target=Status.REJECTED, custom={"label": "退回"})
    def reject(self) -> None:
        """Not taken; a new draft may follow."""

    @transition(
        status, source=Status.APPROVED, target=Status.SUPERSEDED, custom={"label": "被取代"}
    )
    def supersede(self) -> None:
        """A later version is approved; in force until the day before ``superseded_from``."""
