"""What waits after poor results: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import FollowUp


def _open(viewer: Viewer, on: date) -> int:
    return FollowUp.objects.visible_to(viewer).open().count()


DUTIES = (
    Duty(
        "评价结果差待办", _open, "supervision:follow_ups", CORRECTING_ROLES, query="?state=open",
        hint="国家评价结果差的，考虑约谈、整改、纳入重点监管", tone="danger", order=59,
    ),
)  # fmt: skip
