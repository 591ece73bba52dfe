"""Yearly plans and their tasks: who inspects whom, for what, when."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.shared.fields import FSMField
from entities.choices import SubjectKind
from entities.models import Town
from supervision.inspections.choices import PlanStatus, TaskStatus
from supervision.inspections.querysets import InspectionPlanQuerySet, InspectionTaskQuerySet
from supervision.models.inspection_item import InspectionItem


class InspectionPlan(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """年度抽查工作计划."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="inspection_plans", verbose_name="制定单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("计划名称", max_length=200)
    content = models.TextField("计划内容", max_length=4000, blank=True)
    status = FSMField(
        "状态", max_length=16, choices=PlanStatus, default=PlanStatus.DRAFT, protected=True
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="起草人",
    )  # fmt: skip
    drafted_at = models.DateTimeField("起草时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="公布人",
    )  # fmt: skip
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="抽查计划历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "抽查计划"
        verbose_name_plural = "抽查计划"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="inspection_plan_second_officer",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @transition(
        status, source=PlanStatus.DRAFT, target=PlanStatus.PUBLISHED, custom={"label": "公布"}
    )
    def publish(self) -> None:
        """Announced to everybody; tasks are issued under it."""

    @transition(
        status, source=PlanStatus.DRAFT, target=PlanStatus.DISCARDED, custom={"label": "作废"}
    )
    def discard(self) -> None:
        """Given up before anybody outside saw it, with its tasks; kept with the reason."""


class InspectionTask(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """抽查任务: one visit to each business drawn, for all items of all agencies (综合查一次)."""

    plan = models.ForeignKey(
        InspectionPlan, models.PROTECT, related_name="tasks", verbose_name="抽查计划"
    )
    name = models.CharField("任务名称", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="led_inspection_tasks", verbose_name="牵头单位"
    )
    partners = models.ManyToManyField(
        Agency, related_name="joined_inspection_tasks", blank=True, verbose_name="联合单位"
    )
    items = models.ManyToManyField(InspectionItem, related_name="tasks", verbose_name="抽查事项")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")

    # Who can be drawn; an empty filter lets everybody in.
    kinds = ArrayField(
        models.CharField(max_length=32, choices=SubjectKind), default=list, blank=True,
        verbose_name="主体类别",
    )  # fmt: skip
    industries = ArrayField(
        models.CharField(max_length=5), default=list, blank=True, verbose_name="行业代码"
    )
    towns = models.ManyToManyField(Town, related_name="+", blank=True, verbose_name="镇街")
    # Whose results of 行业信用评价 decide the tier before the public grade (江阴 三(四)).
    domain = models.CharField("评价领域", max_length=50, blank=True)
    # Only where an exception brings the inspectors to named businesses.
    codes = ArrayField(
        models.CharField(max_length=18), default=list, blank=True, verbose_name="指定主体"
    )
    # Tier → share where it differs from the one of the pack, within the pack's limits.
    shares = models.JSONField("抽查比例", default=dict, blank=True)
    exception = models.CharField("不受频次上限的情形", max_length=50, blank=True)
    exception_reason = models.CharField("情形说明", max_length=1000, blank=True)
    clash_reason = models.CharField("与其他任务并行的理由", max_length=1000, blank=True)

    status = FSMField(
        "状态", max_length=16, choices=TaskStatus, default=TaskStatus.DRAFT, protected=True
    )
    drafted_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("下达时间", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="下达人",
    )  # fmt: skip

    history = HistoricalRecords(
        verbose_name="抽查任务历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = InspectionTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "抽查任务"
        verbose_name_plural = "抽查任务"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="inspection_task_term_in_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(exception="") | ~Q(exception_reason=""),
                name="inspection_task_exception_explained",
                violation_error_message="不受频次上限的，请写明情形。",
            ),
            models.CheckConstraint(
                condition=~Q(exception="") | Q(codes=[]),
                name="inspection_task_names_need_exception",
                violation_error_message="只有不受频次上限的情形才能指定检查对象。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @transition(status, source=TaskStatus.DRAFT, target=TaskStatus.ISSUED, custom={"label": "下达"})
    def issue(self) -> None:
        """Announced to everybody; the draw may begin."""

    @property
    def agencies(self) -> list[Agency]:
        """All that visit together, the leading one first."""
        return [self.agency, *self.partners.all()]
