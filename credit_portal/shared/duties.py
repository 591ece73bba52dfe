"""What waits for an official today. An app registers its duties in ``AppConfig.ready``.

>>> register(Duty("逾期未补", overdue, "commitments:list", ROLES, query="?watch=overdue"))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Duty:
    """A number on the first page of the desk that leads to the list behind it.

    Args:
        count: how many wait, for a viewer (``accounts.viewers.Viewer``) on a day.
        roles: values of ``accounts.Role`` whose duty it is.
        tone: of the number when it is not nought.
        due: the day by which it has to be done, if one day holds for all.
    """

    label: str
    count: Callable[[Any, date], int]
    url_name: str
    roles: frozenset[str]
    query: str = ""
    hint: str = ""
    tone: str = "warning"
    due: Callable[[date], date | None] | None = None
    order: int = 100


@dataclass(frozen=True)
class Waiting:
    """A duty counted for one viewer; ``due`` only where something waits."""

    duty: Duty
    count: int
    url: str
    due: date | None


_duties: dict[str, Duty] = {}


def register(*duties: Duty) -> None:
    """Adds duties; the same label again replaces the former duty."""
    for duty in duties:
        _duties[duty.label] = duty


def waiting_for(role: str, viewer: Any, on: date) -> list[Waiting]:
    """The duties of a role in order, each counted."""
    ordered = sorted(_duties.values(), key=lambda duty: duty.order)
    return [_counted(duty, viewer, on) for duty in ordered if role in duty.roles]


def _counted(duty: Duty, viewer: Any, on: date) -> Waiting:
    count = duty.count(viewer, on)
    due = duty.due(on) if duty.due and count else None
    return Waiting(duty, count, reverse(duty.url_name) + duty.query, due)
