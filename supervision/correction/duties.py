"""What waits about orders and interviews: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import Interview, RectificationOrder


def _past_due(viewer: Viewer, on: date) -> int:
    return RectificationOrder.objects.visible_to(viewer).past_due(on).count()


def _to_accept(viewer: Viewer, on: date) -> int:
    return RectificationOrder.objects.visible_to(viewer).to_accept().count()


def _to_file(viewer: Viewer, on: date) -> int:
    return Interview.objects.visible_to(viewer).to_file().count()


DUTIES = (
    Duty(
        "整改逾期", _past_due, "supervision:orders", CORRECTING_ROLES, query="?state=past_due",
        hint="超过整改期限仍未报告", tone="danger", order=65,
    ),
    Duty(
        "整改待验收", _to_accept, "supervision:orders", CORRECTING_ROLES,
        query="?state=reported", hint="已报告、等待验收", order=66,
    ),
    Duty(
        "约谈记录待归集", _to_file, "supervision:interviews", CORRECTING_ROLES,
        query="?state=held", hint="已约谈、记录尚未归集", order=67,
    ),
)  # fmt: skip
