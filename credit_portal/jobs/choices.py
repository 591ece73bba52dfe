"""States of a job."""

from django.db import models


class JobStatus(models.TextChoices):
    """queued → running → succeeded | failed; a queued job can be cancelled. What failed or was
    cancelled can be queued again."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    SUCCEEDED = "succeeded", "已完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


FINISHED = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})
RETRIABLE = frozenset({JobStatus.FAILED, JobStatus.CANCELLED})
TONES = {
    JobStatus.QUEUED: "neutral",
    JobStatus.RUNNING: "info",
    JobStatus.SUCCEEDED: "success",
    JobStatus.FAILED: "danger",
    JobStatus.CANCELLED: "neutral",
}
