"""What waits about repair: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from repair.choices import ApplicationStatus
from repair.models import RepairApplication, RepairItem
from repair.permissions import DECIDING_ROLES


def _to_decide(viewer: Viewer, on: date) -> int:
    return RepairItem.objects.to_decide(viewer).count()


def _to_forward(viewer: Viewer, on: date) -> int:
    rows = RepairApplication.objects.visible_to(viewer)
    return rows.filter(status=ApplicationStatus.SUBMITTED).count()


DUTIES = (
    Duty(
        "信用修复待决定", _to_decide, "repair:inbox", DECIDING_ROLES, query="?state=to_decide",
        hint="已转办、等待逐条决定的记录", order=60,
    ),
    Duty(
        "信用修复待转办", _to_forward, "repair:inbox", frozenset({Role.LEAD_OFFICER}),
        query="?state=submitted", hint="已提交、尚未转认定单位", order=61,
    ),
)  # fmt: skip
