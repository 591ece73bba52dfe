"""What campaigns want of an official today."""

from datetime import date
from typing import Any

from credit_portal.campaigns.models import CampaignDuty
from credit_portal.campaigns.permissions import OPENING_ROLES, REPORTING_ROLES
from credit_portal.shared.duties import Duty


def to_hand_in(viewer: Any, on: date) -> int:
    """Plans and summaries of the own agencies that are not handed in, or came back."""
    return CampaignDuty.objects.visible_to(viewer).waiting().count()


def late(viewer: Any, on: date) -> int:
    return CampaignDuty.objects.visible_to(viewer).late(on).count()


def to_check(viewer: Any, on: date) -> int:
    return CampaignDuty.objects.visible_to(viewer).to_check().count()


def next_day(on: date) -> date | None:
    """The nearest day of the calendar on which something is due."""
    rows = CampaignDuty.objects.waiting().filter(due_on__gte=on).order_by("due_on")
    return rows.values_list("due_on", flat=True).first()


_REPORTING = frozenset(str(role) for role in REPORTING_ROLES)
_CHECKING = frozenset(str(role) for role in OPENING_ROLES)
DUTIES = (
    Duty(
        "专项工作待报送",
        to_hand_in,
        "campaigns:list",
        _REPORTING,
        "?state=waiting",
        due=next_day,
        order=70,
    ),
    Duty(
        "专项工作逾期", late, "campaigns:list", _REPORTING, "?state=late", tone="danger", order=71
    ),
    Duty("专项工作待审核", to_check, "campaigns:list", _CHECKING, "?state=to_check", order=72),
)
