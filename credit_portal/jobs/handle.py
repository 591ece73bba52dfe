"""What a running job holds: its parameters, and the means to report and to deliver."""

import threading
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

from django.core.files import File
from django.db import connection

from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.shared.clock import now
from credit_portal.shared.files import sha256_of

REPORT_EVERY = timedelta(seconds=0.5)
HEARTBEAT_EVERY = timedelta(seconds=10)


class JobHandle:
    """Given to the function of a job.

    ``progress`` and ``log`` only set values in memory; ``Reporter`` writes them. ``save_result``
    may be called inside the job's transaction: the row learns of the file when the job ends.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.params: dict[str, Any] = job.params
        self.report: dict[str, Any] = {}
        self._log: list[str] = [job.log] if job.log else []

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far the job is; cheap enough to call for every chunk."""
        percent = min(100, done * 100 // total) if total else 0
        self.report = {
            **self.report,
            "done": done,
            "total": total,
            "progress": percent,
            "message": message,
        }

    def log(self, line: str) -> None:
        """Add a line for people to the log of the job."""
        self._log.append(line)
        self.report = {**self.report, "log": "\n".join(self._log)}

    def save_result(self, source: Path | str | BinaryIO, name: str) -> None:
        """Keep a file as the result, under the name people will download it by."""
        if isinstance(source, Path | str):
            with open(source, "rb") as stream:
                self._keep(stream, name)
        else:
            self._keep(source, name)

    def _keep(self, stream: BinaryIO, name: str) -> None:
        self.job.result_sha256 = sha256_of(stream)
        self.job.result_name = name
        self.job.result_file.save(name, File(stream), save=False)

    def discard_result(self) -> None:
        """Remove the file of a job that failed after delivering."""
        if self.job.result_file:
            self.job.result_file.delete(save=False)
        self.job.result_name = self.job.result_sha256 = ""


class Reporter:
    """Writes progress and heartbeat of a running job, from a thread of its own.

    Django connections belong to threads, so these writes commit at once on a second connection:
    the page sees the progress while the job's own transaction is still open, and the heart beats
    through a long SQL statement too. Only rows of this very attempt are touched.
    """

    def __init__(self, handle: JobHandle) -> None:
        self._handle = handle
        self._row = Job.objects.filter(
            pk=handle.job.pk, status=JobStatus.RUNNING, attempts=handle.job.attempts
        )
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Reporter":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            written, beat = self._handle.report, monotonic()
            while not self._stopped.wait(REPORT_EVERY.total_seconds()):
                report = self._handle.report
                due = monotonic() - beat >= HEARTBEAT_EVERY.total_seconds()
                if report is not written or due:
                    self._row.update(heartbeat_at=now(), **report)
                    written, beat = report, monotonic()
        finally:
            connection.close()
