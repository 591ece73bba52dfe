"""检查人员名录: who may be drawn, and from whom they stand back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from entities.models import Entity
from supervision.inspections.querysets import DeclaredInterestQuerySet, InspectorQuerySet


class Inspector(models.Model):
    """An officer with a law-enforcement certificate (行政执法证)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inspector", verbose_name="人员"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="inspectors", verbose_name="所属单位"
    )
    certificate = models.CharField("执法证号", max_length=40, unique=True)
    valid_until = models.DateField("证件有效期至")
    speciality = models.CharField("专业领域", max_length=100, blank=True)
    left_on = models.DateField("退出名录日期", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="检查人员历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = InspectorQuerySet.as_manager()

    class Meta:
        verbose_name = "检查人员"
        verbose_name_plural = "检查人员"
        ordering = ["agency", "pk"]

    def __str__(self) -> str:
        return f"{self.user}（{self.agency.short_name}）"

    @property
    def number(self) -> str:
        """What stands for the person in a published draw."""
        return str(self.pk)


class DeclaredInterest(models.Model):
    """利害关系申报: the inspector stands back from this business while it lasts (回避)."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="interests", verbose_name="检查人员"
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="declared_interests", verbose_name="主体"
    )
    nature = models.CharField("关系", max_length=200)
    declared_at = models.DateTimeField("申报时间")
    ended_at = models.DateTimeField("解除时间", null=True, blank=True)
    ended_reason = models.CharField("解除原因", max_length=500, blank=True)

    objects = DeclaredInterestQuerySet.as_manager()

    class Meta:
        verbose_name = "利害关系"
        verbose_name_plural = "利害关系"
        ordering = ["-declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspector", "entity"],
                condition=Q(ended_at__isnull=True),
                name="declared_interest_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspector}—{self.entity.name}"
