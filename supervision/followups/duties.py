"""What waits after poor results and broken promises: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import FollowUp


def _open(viewer: Viewer, on: date) -> int:
    return FollowUp.objects.visible_to(viewer).open().count()


DUTIES = (
    Duty(
        "监管待办", _open, "supervision:follow_ups", CORRECTING_ROLES, query="?state=open",
        hint="评价结果差或者违诺的，考虑约谈、整改、纳入重点监管", tone="danger", order=59,
    ),
)  # fmt: skip
