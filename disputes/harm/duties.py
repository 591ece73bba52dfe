"""What waits about harm reversal: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from disputes.models import HarmReversal


def _open(viewer: Viewer, on: date) -> int:
    return HarmReversal.objects.visible_to(viewer).open().count()


DUTIES = (
    Duty(
        "未纠正完毕", _open, "disputes:harms", BUSINESS_ROLES, query="?state=open",
        hint="记录撤回或者更正后，仍有评价、措施、名单或者同步没有跟上", order=25,
    ),
)  # fmt: skip
