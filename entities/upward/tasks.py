"""Writing a report, as a background job."""

import tempfile
from typing import Any

from credit_portal.accounts.permissions import require_role
from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared.actors import Actor
from entities.imports.layout import layout_of
from entities.models import UpwardReport
from entities.upward import rows, services
from entities.upward.permissions import REPORTING_ROLES


def require_reporting(by: Actor, params: dict[str, Any]) -> None:
    require_role(by, REPORTING_ROLES)


@job_kind(services.JOB, "生成上报数据", guard=require_reporting)
def write_report(job: JobHandle) -> None:
    """Safe to run twice: the file and the number of its rows are written anew."""
    report = UpwardReport.objects.get(job=job.job)
    total = rows.records_of(report).count()
    with tempfile.TemporaryFile() as stream:
        report.rows = rows.write_report(
            report, stream, lambda done: job.progress(done, total, f"已写入 {done} 行")
        )
        stream.seek(0)
        name = f"{layout_of(report.layout).name}{report.month:%Y年%m月}.xlsx"
        job.save_result(stream, name)
    report.save(update_fields=["rows"])
