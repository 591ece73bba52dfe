"""Who may run a failed job again."""

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed


def require_owner(by: Actor, job: Job) -> None:
    """Guard of ``retry_job``: who started the job, and the lead office.

    Raises:
        NotAllowed: for everybody else.
    """
    if not _is_owner(by, job):
        raise NotAllowed("not_own_job", "只有发起人和信用办可以重试该任务。")


def can_retry(user: User, job: Job | None) -> bool:
    """Whether a page offers the retry."""
    return job is not None and job.status == JobStatus.FAILED and _is_owner(user, job)


def _is_owner(by: Actor, job: Job) -> bool:
    is_lead = isinstance(by, User) and by.role == Role.LEAD_OFFICER
    return is_lead or by.actor_id == job.created_by_id
