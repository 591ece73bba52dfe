"""The acts of an import: a file is received, then taken into the register."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.db import transaction

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.jobs.services import start_job
from credit_portal.shared.actors import Actor
from credit_portal.shared.events import publish
from credit_portal.shared.files import sha256_of
from credit_portal.shared.history import user_of
from entities.choices import BatchStatus
from entities.events import FileImported
from entities.imports import permissions
from entities.imports.headings import SEARCHED_ROWS, Header, find_header
from entities.imports.judging import judge_rows, read_values
from entities.imports.layout import Layout, layout_of
from entities.imports.outcome import keep_outcome
from entities.imports.readers.opening import Table, open_tables
from entities.imports.refusal import ImportRefused
from entities.imports.staging import StagedBatch, stage
from entities.imports.storing.provisional import create_provisional_entities
from entities.models import ImportBatch

JOB = "entities.import"
STORING_LOCK = "entities.import"  # imports store one after the other
# Few large statements over fresh tables: room to hash, small samples, no compiling.
PLANNER_SETTINGS = """
    SET LOCAL work_mem = '64MB'; SET LOCAL jit = off; SET LOCAL default_statistics_target = 10;
    SET LOCAL cursor_tuple_fraction = 1
"""
# What the import itself writes has no statistics yet: a nested loop over it would never end.
STORING_SETTINGS = "SET LOCAL enable_nestloop = off"
Progress = Callable[[int, str], None]


def receive_file(
    *, stream: BinaryIO, name: str, layout: Layout, agency: Agency | None, by: Actor, at: datetime
) -> ImportBatch:
    """Keep a department file as it came, with its digest.

    Raises:
        NotAllowed: the user may not send such files, or not for this agency.
    """
    permissions.require_receive(by, layout, agency)
    digest = sha256_of(stream)
    with transaction.atomic():
        batch = ImportBatch(
            layout=layout.code,
            agency=agency,
            uploaded_by=user_of(by),
            received_at=at,
            file_name=Path(name).name[:255],
            file_sha256=digest,
        )
        batch.file.save(f"{digest[:16]}{Path(name).suffix[:8]}", File(stream), save=False)
        batch.file_size = batch.file.size
        batch.save()
        audit.record(
            by=by, act="entities.receive_file", obj=batch, at=at,
            after={"layout": layout.code, "sha256": digest, "agency": agency and agency.code},
        )  # fmt: skip
    return batch


@transaction.atomic
def queue_import(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """Let a worker import the file.

    Raises:
        NotAllowed: the user sends no files.
        NotVisible: the file is another agency's.
    """
    permissions.require_batch(by, batch)
    batch.job = start_job(JOB, {"batch": batch.pk}, by=by, at=at)
    batch.save(update_fields=["job"])


def import_batch(
    *, batch: ImportBatch, by: Actor, at: datetime, today: date, progress: Progress | None = None
) -> ImportBatch:
    """Take a received file into the register, all of it or nothing; once only.

    Raises:
        ImportRefused: the file cannot be read; the batch keeps the sentence.
    """
    report = progress or (lambda percent, message: None)
    try:
        with transaction.atomic():
            locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
            if locked.status == BatchStatus.RECEIVED:
                _take_in(locked, by, at, today, report)
    except ImportRefused as refusal:
        _refuse(batch, refusal, by, at)
        raise
    return locked


def _take_in(batch: ImportBatch, by: Actor, at: datetime, today: date, report: Progress) -> None:
    layout = layout_of(batch.layout)
    report(0, "读取文件")
    with open_tables(Path(batch.file.path)) as tables:
        table, header = _find_table(layout, tables)
        batch.edition = header.edition.name
        staged = StagedBatch(batch, layout, header, by, today, at)
        staged.execute(PLANNER_SETTINGS)
        stage(staged, table)
    report(40, "识别内容")
    read_values(staged)
    staged.execute("SELECT pg_advisory_xact_lock(hashtext(%(lock)s))", {"lock": STORING_LOCK})
    report(55, "逐行校验")
    checks = judge_rows(staged)
    if layout.subject:
        create_provisional_entities(staged)
    report(70, "写入信用档案")
    staged.execute(STORING_SETTINGS)
    accepted = layout.store(staged)
    report(95, "整理结果")
    keep_outcome(staged, checks, accepted)
    staged.drop_tables()
    _finish(batch, BatchStatus.IMPORTED, by, at)
    publish(FileImported(batch.pk))


def _find_table(layout: Layout, tables: Iterator[Table]) -> tuple[Table, Header]:
    """The first table of the file with the layout's headings."""
    for table in tables:
        if header := find_header(layout, table.head(SEARCHED_ROWS)):
            return table, header
    raise ImportRefused(
        "headings_unknown", f"没有找到“{layout.name}”的表头，请核对数据种类或使用下载的模板。"
    )


def _finish(batch: ImportBatch, status: BatchStatus, by: Actor, at: datetime) -> None:
    batch.status = status
    batch.finished_at = at
    batch.save()
    counts = {name: getattr(batch, name) for name in ("rows", "accepted", "duplicates", "rejected")}
    audit.record(
        by=by, act="entities.import_file", obj=batch, reason=batch.refusal,
        after={"status": status.value, "layout": batch.layout, **counts}, at=at,
    )  # fmt: skip


def _refuse(batch: ImportBatch, refusal: ImportRefused, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        locked.refusal = refusal.message[:500]
        _finish(locked, BatchStatus.REFUSED, by, at)
