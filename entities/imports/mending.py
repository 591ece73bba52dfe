"""The rows to be mended: their workbook, which takes a job if it is large, and how they end."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from credit_portal.audit import services as audit
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import forget_results, start_job
from credit_portal.shared.actors import Actor
from credit_portal.shared.history import user_of
from entities.imports.permissions import require_batch
from entities.imports.selectors import rejected_rows
from entities.models import ImportBatch, QuarantinedRow

JOB = "entities.quarantine"
BUILT_AT_ONCE = 5_000  # rows, in less than two seconds; 200,000 take a minute
WORKBOOK_LIFE = timedelta(days=7)  # it holds in the clear what the rows keep encrypted


def is_large(batch: ImportBatch) -> bool:
    """Too many rows to build the workbook while somebody waits."""
    return batch.rejected > BUILT_AT_ONCE


def is_waiting(batch: ImportBatch) -> bool:
    """Rows wait to be mended; of forgotten ones only the reasons are left."""
    return rejected_rows(batch).exclude(cells="").exists()


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
    asked = asked.exclude(status__in=(JobStatus.FAILED, JobStatus.CANCELLED))
    job = asked.exclude(status=JobStatus.SUCCEEDED, result_file="").first()
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


@transaction.atomic
def forget_quarantine(*, by: Actor, at: datetime) -> int:
    """Clear the cells of rows that nobody mended in time, and delete the files that brought them
    and old workbooks: all hold ID numbers (PIPL 19). How many rows."""
    ended = at - settings.QUARANTINE_LIFE
    waiting = QuarantinedRow.objects.exclude(cells="")
    rows = waiting.filter(batch__finished_at__lt=ended).update(cells="")
    files = _forget_files(ended)
    workbooks = forget_results(kind=JOB, before=at - WORKBOOK_LIFE)
    if rows or files or workbooks:
        audit.record(
            by=by, act="entities.forget_quarantine", object_type="entities.quarantinedrow",
            object_label="待修正行", at=at,
            after={"rows": rows, "files": files, "workbooks": workbooks},
        )  # fmt: skip
    return rows


def _forget_files(before: datetime) -> int:
    """Delete what was sent, not its name and digest; how many files."""
    old = ImportBatch.objects.filter(finished_at__lt=before).exclude(file="")
    batches = list(old.select_for_update())
    for batch in batches:
        transaction.on_commit(partial(batch.file.storage.delete, str(batch.file.name)))
    old.update(file="")
    return len(batches)
