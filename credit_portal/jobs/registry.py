"""Which function runs which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed

if TYPE_CHECKING:
    from credit_portal.jobs.handle import JobHandle

RunFunction = Callable[["JobHandle"], None]
# Raises a DomainError where an actor may not have the result of a job with these parameters.
ResultGuard = Callable[[Actor, dict[str, Any]], None]


@dataclass(frozen=True)
class JobKind:
    """A kind of job: its key, its Chinese name, its function (safe to run twice), and the guard of
    its result, asked at each download: who started the job may hold another office by then."""

    key: str
    title: str
    run: RunFunction
    guard: ResultGuard


_kinds: dict[str, JobKind] = {}


def no_result(by: Actor, params: dict[str, Any]) -> None:
    """The guard of a kind that delivers no file.

    Raises:
        NotAllowed: always.
    """
    raise NotAllowed("no_result", "该任务没有可以下载的结果。")


def job_kind(
    key: str, title: str = "", *, guard: ResultGuard = no_result
) -> Callable[[RunFunction], RunFunction]:
    """Register ``run(job: JobHandle) -> None`` for a kind, e.g. ``@job_kind("entities.import")``.

    The module must be imported at start: put it in the app's ``tasks.py``.
    """

    def register(run: RunFunction) -> RunFunction:
        _kinds[key] = JobKind(key, title or key, run, guard)
        return run

    return register


def kind_of(key: str) -> JobKind:
    """The registered kind.

    Raises:
        KeyError: no app has registered it.
    """
    return _kinds[key]


def guard_of(key: str) -> ResultGuard:
    """The guard of a kind's result; of a kind that is gone nobody has any."""
    return _kinds[key].guard if key in _kinds else no_result


def title_of(key: str) -> str:
    """The Chinese name of a kind, the key itself where it is unknown."""
    return _kinds[key].title if key in _kinds else key
