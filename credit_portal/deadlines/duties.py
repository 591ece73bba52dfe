"""Deadlines that wait for an official today."""

from datetime import date
from typing import Any

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.deadlines.lights import lights_on
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.duties import Duty


def late(viewer: Any, on: date) -> int:
    """How many are past their last day."""
    return Deadline.objects.visible_to(viewer).running().binding().late(on).count()


def breaching_next(viewer: Any, on: date) -> int:
    """How many have a yellow light."""
    rows = Deadline.objects.visible_to(viewer).running().binding()
    return rows.breaching_next(lights_on(on)).count()


_ROLES = frozenset(str(role) for role in BUSINESS_ROLES)
DUTIES = (
    Duty("逾期事项", late, "deadlines:list", _ROLES, "?due=late", tone="danger", order=1),
    Duty("即将逾期", breaching_next, "deadlines:list", _ROLES, "?due=next", order=2),
)
