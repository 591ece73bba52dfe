"""Grades as a history of intervals: a row holds until the next one of the same business."""

from datetime import date, timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.shared.fields import FSMField
from entities.models import Entity
from grading.choices import CreditClass, CreditGrade, GradeSource, OverrideStatus
from grading.models.run import EvaluationRun
from grading.querysets import GradeOverrideQuerySet, GradeQuerySet

Status = OverrideStatus


class Grade(models.Model):
    """What one run gave one business, where that differs from before.

    A full run writes a row for each business of the city: neither key has a constraint in the
    database, where checking them would cost more than the whole run. Rows come from one statement
    that reads the entities themselves; entities and runs are never deleted.
    """

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="grades", db_constraint=False, db_index=False
    )
    run = models.ForeignKey(
        EvaluationRun, models.PROTECT, related_name="grades", db_constraint=False, db_index=False
    )
    on = models.DateField("评价日期")
    # Null where no local model took part.
    score = models.SmallIntegerField("得分", null=True, blank=True)
    grade = models.CharField("信用等级", max_length=1, choices=CreditGrade)
    credit_class = models.CharField("信用类别", max_length=16, choices=CreditClass)
    source = models.CharField("结果来源", max_length=16, choices=GradeSource)
    lacks_information = models.BooleanField("信息不足")
    is_overridden = models.BooleanField("人工调整")
    # The first day on which the grade may change although nothing new is reported.
    next_change_on = models.DateField("下次自动变化日", null=True, blank=True)
    previous_grade = models.CharField("原等级", max_length=1, choices=CreditGrade, blank=True)
    previous_class = models.CharField("原类别", max_length=16, choices=CreditClass, blank=True)

    objects = GradeQuerySet.as_manager()

    class Meta:
        verbose_name = "信用等级"
        verbose_name_plural = "信用等级"
        indexes = [
            models.Index("entity", F("id").desc(), name="grade_of_entity"),
            models.Index(
                fields=["next_change_on"],
                condition=Q(next_change_on__isnull=False),
                name="grade_due",
            ),
            BrinIndex(fields=["run"], name="grade_run", autosummarize=True),
        ]
        triggers = [pgtrigger.Protect(name="grade_is_never_edited", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}（{self.get_credit_class_display()}）"


class GradeOverride(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """人工调整: a grade set by two officers for a limited time, with a reason that is shown."""

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="grade_overrides", verbose_name="主体"
    )
    grade = models.CharField("调整为", max_length=1, choices=CreditGrade)
    reason = models.TextField("调整理由", max_length=2000)
    from_on = models.DateField("自")
    until_on = models.DateField("至（不含当日）")
    status = FSMField(
        "状态", max_length=16, choices=Status, default=Status.PROPOSED, protected=True
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="批准人",
    )  # fmt: skip
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    ended_at = models.DateTimeField("提前终止时间", null=True, blank=True)

    history = HistoricalRecords(verbose_name="人工调整历史")
    objects = GradeOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = "等级人工调整"
        verbose_name_plural = "等级人工调整"
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="override_expires_after_start"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="override_second_officer",
            ),
            ExclusionConstraint(
                name="override_one_at_a_time",
                expressions=[
                    ("entity", RangeOperators.EQUAL),
                    (
                        Func(
                            F("from_on"), F("until_on"), Value("[)"),
                            function="DATERANGE", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status=Status.APPROVED),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.entity} 调整为 {self.grade}"

    @property
    def last_day(self) -> date:
        """The last day on which it counts, as people write a period."""
        return self.until_on - timedelta(days=1)

    # The life cycle, top to bottom.

    @transition(
        status, source=Status.PROPOSED, target=Status.APPROVED, custom={"label": "批准调整"}
    )
    def approve(self) -> None:
        """In force from ``from_on`` until the day before ``until_on``."""

    @transition(
        status, source=Status.PROPOSED, target=Status.REJECTED, custom={"label": "不予批准"}
    )
    def reject(self) -> None:
        """The computed grade stays."""

    @transition(status, source=Status.APPROVED, target=Status.ENDED, custom={"label": "提前终止"})
    def end(self) -> None:
        """The computed grade comes back at once."""
