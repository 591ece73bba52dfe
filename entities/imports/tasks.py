"""The import as a background job."""

from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now, today
from entities.choices import BatchStatus
from entities.imports import services
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
