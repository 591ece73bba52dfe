"""Long work: one row says who started what, how far it is, and what came out."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from credit_portal.jobs.choices import FINISHED, TONES, JobStatus
from credit_portal.jobs.querysets import JobQuerySet
from credit_portal.jobs.registry import title_of
from credit_portal.shared.files import PrivateStorage


def result_path(job: "Job", name: str) -> str:
    """Where a result is kept; the name shown to people is ``result_name``."""
    return f"jobs/{job.pk}/{uuid.uuid4().hex}"


class Job(models.Model):
    """A piece of long work.

    The status moves by conditional updates (see ``services``), not by a loaded instance: several
    workers and the sweep race for the same row, and exactly one of them must win.
    """

    kind = models.CharField("任务", max_length=80)
    status = models.CharField("状态", max_length=12, choices=JobStatus, default=JobStatus.QUEUED)
    params = models.JSONField("参数", default=dict, encoder=DjangoJSONEncoder)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    progress = models.PositiveSmallIntegerField("进度", default=0)
    done = models.BigIntegerField("已处理", default=0)
    total = models.BigIntegerField("总数", default=0)
    message = models.CharField("当前步骤", max_length=200, blank=True)
    log = models.TextField("日志", blank=True)
    error = models.TextField("错误", blank=True)
    result_file = models.FileField(
        "结果文件", storage=PrivateStorage(), upload_to=result_path, max_length=200, blank=True
    )
    result_name = models.CharField("结果文件名", max_length=200, blank=True)
    result_sha256 = models.CharField("结果校验值", max_length=64, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="jobs",
        verbose_name="发起人",
    )
    created_at = models.DateTimeField("发起时间")
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    heartbeat_at = models.DateTimeField("最近活动", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["created_by", "-id"]),
            models.Index(
                fields=["heartbeat_at"],
                condition=models.Q(status__in=[JobStatus.QUEUED, JobStatus.RUNNING]),
                name="job_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"

    @property
    def title(self) -> str:
        """The Chinese name of the kind."""
        return title_of(self.kind)

    @property
    def tone(self) -> str:
        """The tone of its status mark."""
        return TONES[JobStatus(self.status)]

    @property
    def is_finished(self) -> bool:
        """Nothing more will happen to it."""
        return self.status in FINISHED
