"""A bulk check as a background job."""

import tempfile
from collections import Counter

from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.reports.checks import services
from credit_portal.reports.choices import CheckResult
from credit_portal.reports.models import BulkCheck
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor


@job_kind(services.JOB, "批量信用核查", guard=services.require_check)
def run(job: JobHandle) -> None:
    """Answer the list of ``params``; the result is kept with its digest."""
    check = BulkCheck.objects.select_related("agency").get(pk=job.params["check"])
    by, at = job.job.created_by or SystemActor("批量信用核查"), clock.now()
    with tempfile.TemporaryFile() as stream:
        answers = services.carry_out_check(
            check=check, by=by, at=at, stream=stream, progress=job.progress
        )
        stream.seek(0)
        job.save_result(stream, f"批量信用核查-{at:%Y%m%d}-{check.pk}.xlsx")
    found = Counter(answer.result for answer in answers)
    job.log("，".join(f"{CheckResult(key).label} {number} 行" for key, number in found.items()))
