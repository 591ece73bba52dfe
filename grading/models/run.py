"""An evaluation run (评价): which businesses were graded, by which model, as known when."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from credit_portal.jobs.models import Job
from grading.choices import RunKind, RunStatus
from grading.models.scoring import ScoringModel
from grading.querysets import EvaluationRunQuerySet

TONES = {RunStatus.RUNNING: "info", RunStatus.COMPLETED: "success", RunStatus.FAILED: "danger"}


class EvaluationRun(models.Model):
    """One run. Its grades count once it is completed, all of them or none."""

    kind = models.CharField("类型", max_length=16, choices=RunKind)
    status = models.CharField("状态", max_length=16, choices=RunStatus, default=RunStatus.RUNNING)
    on = models.DateField("评价日期")
    known_at = models.DateTimeField("数据截至")
    model = models.ForeignKey(
        ScoringModel, models.PROTECT, related_name="runs", verbose_name="评价模型"
    )
    policy = models.CharField("适用政策版本", max_length=80)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="发起人",
    )  # fmt: skip
    cause = models.CharField("起因", max_length=200, blank=True)
    job = models.OneToOneField(Job, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField("开始时间")
    completed_at = models.DateTimeField("完成时间", null=True, blank=True)

    entities = models.PositiveIntegerField("评价主体数", default=0)
    changed = models.PositiveIntegerField("等级变动数", default=0)
    # {"A": 1, …}, {"trustworthy": 1, …}, {"A>B": 1, …}
    grade_counts = models.JSONField("各等级数", default=dict, blank=True)
    class_counts = models.JSONField("各类别数", default=dict, blank=True)
    transitions = models.JSONField("等级变动", default=dict, blank=True)
    digest = models.CharField("结果摘要", max_length=64, blank=True)

    objects = EvaluationRunQuerySet.as_manager()

    class Meta:
        verbose_name = "评价运行"
        verbose_name_plural = "评价运行"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status=RunStatus.RUNNING),
                name="evaluation_run_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status=RunStatus.COMPLETED, completed_at__isnull=False)
                | Q(completed_at__isnull=True),
                name="evaluation_run_completed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["on", "completed_at"], name="evaluation_run_on")]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    @property
    def tone(self) -> str:
        """The tone of its status mark."""
        return TONES[RunStatus(self.status)]

    @property
    def took(self) -> timedelta | None:
        """From the start to the end, waiting for a worker included."""
        return self.completed_at - self.started_at if self.completed_at else None
