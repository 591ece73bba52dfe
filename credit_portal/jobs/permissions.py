"""Who may cancel a job, run it again, or take its result away."""

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.jobs.choices import RETRIABLE
from credit_portal.jobs.models import Job
from credit_portal.jobs.registry import guard_of
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import DomainError, NotAllowed


def require_owner(by: Actor, job: Job) -> None:
    """Guard of what is done with a job: who started the job, and the lead office.

    Raises:
        NotAllowed: for everybody else.
    """
    if not _is_owner(by, job):
        raise NotAllowed("not_own_job", "只有发起人和信用办可以办理该任务。")


def require_result(by: Actor, job: Job) -> None:
    """Guard of the download: whoever takes a result must still have the right to what it holds.

    Raises:
        NotAllowed: for everybody else, and after a change of role or agency.
    """
    require_owner(by, job)
    try:
        guard_of(job.kind)(by, job.params)
    except DomainError as refusal:
        sentence = "按您现在的角色和所属单位，不能下载该结果。"
        raise NotAllowed("result_not_allowed", sentence) from refusal


def can_retry(user: User, job: Job | None) -> bool:
    """Whether a page offers the retry."""
    return job is not None and job.status in RETRIABLE and _is_owner(user, job)


def _is_owner(by: Actor, job: Job) -> bool:
    is_lead = isinstance(by, User) and by.role == Role.LEAD_OFFICER
    return is_lead or by.actor_id == job.created_by_id
