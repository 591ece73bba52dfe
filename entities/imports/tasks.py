"""The import, and the workbook of what it rejected, as background jobs."""

import tempfile
from typing import Any

from celery import shared_task

from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.clock import now, today
from entities.choices import BatchStatus
from entities.imports import mending, services, workbooks
from entities.imports.permissions import require_batch
from entities.imports.refusal import ImportRefused
from entities.imports.report import summary_of
from entities.models import ImportBatch


@job_kind(services.JOB, "导入部门数据")
def run_import(job: JobHandle) -> None:
    """Safe to run twice: a batch is taken in once, and half an import leaves nothing.

    Raises:
        ImportRefused: the file cannot be read, however often it is tried.
    """
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    batch = services.import_batch(
        batch=batch,
        by=job.job.created_by or SystemActor("import"),
        at=now(),
        today=today(),
        progress=lambda percent, message: job.progress(percent, 100, message),
    )
    if batch.status == BatchStatus.REFUSED:
        raise ImportRefused("refused_before", batch.refusal)
    job.log(summary_of(batch))


def require_quarantine(by: Actor, params: dict[str, Any]) -> None:
    require_batch(by, ImportBatch.objects.get(pk=params["batch"]))


@job_kind(mending.JOB, "生成待修正的工作簿", guard=require_quarantine)
def build_quarantine(job: JobHandle) -> None:
    """The rejected rows with their reasons; the rows do not change, so it is safe to run twice."""
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    with tempfile.TemporaryFile() as stream:
        workbooks.write_quarantine(
            batch, stream, lambda done: job.progress(done, batch.rejected, f"已写入 {done} 行")
        )
        stream.seek(0)
        job.save_result(stream, mending.workbook_name(batch))


@shared_task(ignore_result=True)
def forget_quarantine() -> None:
    """Each night."""
    mending.forget_quarantine(by=SystemActor("import"), at=now())
