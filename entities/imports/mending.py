"""The workbook of the rows to be mended; a large one takes a job to build."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from credit_portal.audit import services as audit
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import start_job
from credit_portal.shared.actors import Actor
from credit_portal.shared.history import user_of
from entities.imports.permissions import require_batch
from entities.models import ImportBatch

JOB = "entities.quarantine"
BUILT_AT_ONCE = 5_000  # rows, in less than two seconds; 200,000 take a minute


def is_large(batch: ImportBatch) -> bool:
    """Too many rows to build the workbook while somebody waits."""
    return batch.rejected > BUILT_AT_ONCE


def workbook_name(batch: ImportBatch) -> str:
    return f"{Path(batch.file_name).stem}-待修正.xlsx"


@transaction.atomic
def queue_workbook(*, batch: ImportBatch, by: Actor, at: datetime) -> Job:
    """Let a worker build the workbook; who has asked before gets that job again.

    Raises:
        NotAllowed: the user sends no files.
        NotVisible: the file is another agency's.
    """
    require_batch(by, batch)
    params = {"batch": batch.pk}
    asked = Job.objects.filter(kind=JOB, created_by=user_of(by), params=params)
    job = asked.exclude(status__in=(JobStatus.FAILED, JobStatus.CANCELLED)).first()
    if job is None:
        job = start_job(JOB, params, by=by, at=at)
        note_taking(batch=batch, by=by, at=at)
    return job


def note_taking(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """The rows hold personal data, so taking them is noted.

    Raises:
        NotAllowed: the user sends no files.
        NotVisible: the file is another agency's.
    """
    require_batch(by, batch)
    audit.record(
        by=by, act="entities.download_quarantine", obj=batch,
        after={"rows": batch.rejected}, at=at,
    )  # fmt: skip
