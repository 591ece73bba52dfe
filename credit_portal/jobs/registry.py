"""Which function runs which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from credit_portal.jobs.handle import JobHandle

RunFunction = Callable[["JobHandle"], None]


@dataclass(frozen=True)
class JobKind:
    """A kind of job: its key, its Chinese name, its function (safe to run twice)."""

    key: str
    title: str
    run: RunFunction


_kinds: dict[str, JobKind] = {}


def job_kind(key: str, title: str = "") -> Callable[[RunFunction], RunFunction]:
    """Register ``run(job: JobHandle) -> None`` for a kind, e.g. ``@job_kind("entities.import")``.

    The module must be imported at start: put it in the app's ``tasks.py``.
    """

    def register(run: RunFunction) -> RunFunction:
        _kinds[key] = JobKind(key, title or key, run)
        return run

    return register


def kind_of(key: str) -> JobKind:
    """The registered kind.

    Raises:
        KeyError: no app has registered it.
    """
    return _kinds[key]


def title_of(key: str) -> str:
    """The Chinese name of a kind, the key itself where it is unknown."""
    return _kinds[key].title if key in _kinds else key
