"""Which pack a region follows, decided by two officers."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.policy.choices import AssignmentStatus
from credit_portal.policy.models.pack import PolicyPack, days_in
from credit_portal.policy.querysets import PackAssignmentQuerySet
from credit_portal.shared.fields import FSMField

Status = AssignmentStatus


class PackAssignment(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """Which pack holds for a region, day by day; one officer proposes, another approves."""

    region_code = models.CharField("行政区划代码", max_length=6)
    pack = models.ForeignKey(
        PolicyPack, models.PROTECT, related_name="assignments", verbose_name="政策包"
    )
    from_date = models.DateField("起始日期")
    to_date = models.DateField("截止日期", null=True, blank=True)
    status = FSMField(
        "状态", max_length=16, choices=Status, default=Status.PROPOSED, protected=True
    )
    reason = models.TextField("理由", max_length=2000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="提出人",
    )  # fmt: skip
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="批准人",
    )  # fmt: skip
    decided_at = models.DateTimeField("批准时间", null=True)

    history = HistoricalRecords(
        verbose_name="政策包适用历史",
        history_change_reason_field=models.TextField(null=True),
    )
    objects = PackAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "政策包适用"
        verbose_name_plural = "政策包适用"
        ordering = ["region_code", "-from_date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="pack_assignment_in_order",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")),
                name="pack_assignment_second_officer",
            ),
            models.UniqueConstraint(
                fields=["region_code"], condition=Q(status=Status.PROPOSED),
                name="pack_assignment_one_open",
            ),
            ExclusionConstraint(
                name="pack_assignment_one_per_region",
                expressions=[
                    ("region_code", RangeOperators.EQUAL),
                    (days_in("from_date", "to_date", "[]"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status=Status.APPROVED),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.region_code} {self.pack} 自{self.from_date}"

    # The life cycle, top to bottom.

    @transition(status, source=Status.PROPOSED, target=Status.APPROVED, custom={"label": "批准"})
    def approve(self) -> None:
        """Followed from ``from_date``; what was followed before ends the day before."""

    @transition(
        status, source=Status.PROPOSED, target=Status.REJECTED, custom={"label": "不予批准"}
    )
    def reject(self) -> None:
        """Not taken; another one may be put forward."""
