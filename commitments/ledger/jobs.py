"""The ledger as a background job."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from commitments.choices import CommitmentKind, LedgerPart
from commitments.ledger import services
from commitments.ledger.rows import LedgerScope
from commitments.models import LedgerSubmission
from credit_portal.accounts.models import Agency
from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared import clock
from credit_portal.shared.actors import Actor, SystemActor


def require_ledger(by: Actor, params: dict[str, Any]) -> None:
    services.require_scope(by, _scope(params))


@job_kind(services.JOB, "信用承诺台账", guard=require_ledger)
def run(job: JobHandle) -> None:
    """Build the ledger of ``params``; report it where ``submit`` says so. Safe to run twice:
    what an interrupted attempt has reported is handed out again, not reported again."""
    if report := LedgerSubmission.objects.filter(job=job.job).first():
        _hand_out(job, report)
        return
    params = job.params
    scope = _scope(params)
    total = scope.lines().count()
    by, at = job.job.created_by or SystemActor("台账"), clock.now()
    with tempfile.TemporaryDirectory() as folder:
        built = services.build_ledger(
            scope=scope, folder=Path(folder), with_scans=params["with_scans"], by=by, at=at,
            tick=lambda done: job.progress(done, total, f"已写入 {done} 条承诺"),
        )  # fmt: skip
        if params["submit"] and scope.agency:
            report = services.submit_ledger(
                agency=scope.agency, scope=scope, built=built, by=by, at=at, job=job.job
            )
            _hand_out(job, report)
        else:
            job.save_result(built.path, built.name)


def _hand_out(job: JobHandle, report: LedgerSubmission) -> None:
    """The result is what was reported."""
    job.save_result(report.file.path, report.file_name)
    job.log(f"已报送，回执编号 {report.receipt}")


def _scope(params: dict[str, Any]) -> LedgerScope:
    agency = Agency.objects.get(pk=params["agency"]) if params["agency"] else None
    kinds = tuple(CommitmentKind(kind) for kind in params["kinds"])
    month, part = date.fromisoformat(params["month"]), LedgerPart(params["part"])
    return LedgerScope(month, agency, kinds, part)
