"""What waits at the change feed: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.choices import AGENCY_ROLES
from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from entities.feed.permissions import KEEPING_ROLES
from entities.feed.selectors import awaited_changes, consumer_of, outstanding, overdue


def _outstanding(viewer: Viewer, on: date) -> int:
    consumer = consumer_of(viewer.agency_id)
    return outstanding(consumer).count() if consumer else 0


def _overdue(viewer: Viewer, on: date) -> int:
    """What some reader should have followed by now."""
    return overdue(awaited_changes(), on).count()


DUTIES = (
    Duty(
        "待同步变动", _outstanding, "feed:changes", AGENCY_ROLES,
        hint="撤回、更正、修复等变动，同步后逐条确认", order=51,
    ),
    Duty(
        "逾期未同步变动", _overdue, "feed:overview", KEEPING_ROLES, query="?state=overdue",
        hint="有订阅单位超过期限没有确认同步", tone="danger", order=52,
    ),
)  # fmt: skip
