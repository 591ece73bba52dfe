"""The trial as a background job."""

from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from grading import services
from grading.models import SimulationReport
from grading.services.laboratory import JOB


@job_kind(JOB, "政策实验室试算")
def simulate(job: JobHandle) -> None:
    """Safe to run twice: an attempt that died leaves moves that the next one discards."""
    report = SimulationReport.objects.get(pk=job.params["report"])
    by = job.job.created_by or SystemActor("政策实验室")
    services.carry_out_simulation(
        report=report, by=by, clock=clock.now,
        progress=lambda done, total: job.progress(done, total, f"已试算 {done} / {total} 段"),
    )  # fmt: skip
