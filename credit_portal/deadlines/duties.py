"""Deadlines that wait for an official today."""

from datetime import date
from typing import Any

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.deadlines.models import Deadline
from credit_portal.policy.selectors import work_calendar
from credit_portal.shared.duties import Duty
from credit_portal.shared.workdays import next_workday


def late(viewer: Any, on: date) -> int:
    """How many are past their last day."""
    return Deadline.objects.visible_to(viewer).running().binding().late(on).count()


def breaching_next(viewer: Any, on: date) -> int:
    """How many will be late on the next working day unless somebody acts today or tomorrow."""
    rows = Deadline.objects.visible_to(viewer).running().binding()
    return rows.due_up_to(next_workday(on, work_calendar())).exclude(due_on__lt=on).count()


_ROLES = frozenset(str(role) for role in BUSINESS_ROLES)
DUTIES = (
    Duty("逾期事项", late, "deadlines:list", _ROLES, "?due=late", tone="danger", order=1),
    Duty("即将逾期", breaching_next, "deadlines:list", _ROLES, "?due=next", order=2),
)
