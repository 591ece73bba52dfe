"""What waits about declarations: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from declarations.models import Declaration
from declarations.permissions import REVIEWING_ROLES


def _to_review(viewer: Viewer, on: date) -> int:
    return Declaration.objects.waiting().filter(agency__in=viewer.agency_ids).count()


DUTIES = (
    Duty(
        "自主申报待审核", _to_review, "declarations:list", REVIEWING_ROLES,
        query="?state=waiting", hint="含公示期内有异议、需要复核的", order=24,
    ),
)  # fmt: skip
