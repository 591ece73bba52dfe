"""A trial in the policy laboratory (政策实验室): what other rules would make of the same city."""

from django.conf import settings
from django.db import models

from credit_portal.jobs.models import Job
from credit_portal.policy.models import PackVersion
from entities.models import Entity
from grading.choices import CreditGrade
from grading.models.scoring import ScoringModel
from grading.querysets import SimulatedMoveQuerySet, SimulationReportQuerySet


class SimulationReport(models.Model):
    """What a model, or a changed pack, would do on a day; no grade in force is touched.

    Both sides, the rules in force and those tried, are worked out on the same facts, so that every
    difference comes from the rules.
    """

    model = models.ForeignKey(
        ScoringModel, models.PROTECT, related_name="reports", verbose_name="试算模型"
    )
    pack_version = models.ForeignKey(
        PackVersion, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="试算政策包",
    )  # fmt: skip
    on = models.DateField("评价日期")
    known_at = models.DateTimeField("数据截至")
    base_model = models.ForeignKey(
        ScoringModel, models.PROTECT, related_name="+", verbose_name="现行模型"
    )
    base_policy = models.CharField("现行政策版本", max_length=80)
    policy = models.CharField("试算政策版本", max_length=80)
    # Of the model as it was tried: only exactly this content may be submitted.
    digest = models.CharField("模型内容摘要", max_length=64, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="发起人",
    )  # fmt: skip
    job = models.OneToOneField(Job, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField("开始时间")
    completed_at = models.DateTimeField("完成时间", null=True, blank=True)

    entities = models.PositiveIntegerField("试算主体数", default=0)
    moved = models.PositiveIntegerField("等级变动数", default=0)
    # {"A>B": 1, …} and {"trustworthy>minor": 1, …}, those that stay included.
    transitions = models.JSONField("等级变动", default=dict, blank=True)
    class_transitions = models.JSONField("类别变动", default=dict, blank=True)
    # {"A": {"88": 1, …}, …}: how many stand near the threshold of a grade, by score.
    boundaries = models.JSONField("临界分布", default=dict, blank=True)
    # {"town": {"3": {"all": 9, "up": 1, "down": 2}, …}, "section": …, "kind": …}
    groups = models.JSONField("分组", default=dict, blank=True)
    # {"A": {"before": 1, "after": 2}, …}: inspections expected in a year.
    workload = models.JSONField("检查工作量", default=dict, blank=True)

    objects = SimulationReportQuerySet.as_manager()

    class Meta:
        verbose_name = "试算报告"
        verbose_name_plural = "试算报告"
        ordering = ["-pk"]

    def __str__(self) -> str:
        tried = f"{self.model}、{self.pack_version}" if self.pack_version else f"{self.model}"
        return f"{self.on} {tried}"


class SimulatedMove(models.Model):
    """A business whose grade the tried rules would change.

    Written by the statement that finds it, as many as the city has: without constraints of keys.
    """

    report = models.ForeignKey(
        SimulationReport, models.CASCADE, related_name="moves", db_constraint=False, db_index=False
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    score_before = models.SmallIntegerField("现行得分", null=True)
    score_after = models.SmallIntegerField("试算得分", null=True)
    grade_before = models.CharField("现行等级", max_length=1, choices=CreditGrade)
    grade_after = models.CharField("试算等级", max_length=1, choices=CreditGrade)

    objects = SimulatedMoveQuerySet.as_manager()

    class Meta:
        verbose_name = "试算变动"
        verbose_name_plural = "试算变动"
        ordering = ["entity"]
        indexes = [models.Index(fields=["report", "entity"], name="simulated_move_of_report")]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.grade_before}→{self.grade_after}"

    @property
    def rises(self) -> bool:
        """Whether the tried rules are kinder to this business."""
        return self.grade_after < self.grade_before
