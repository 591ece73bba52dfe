"""What waits about statements: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from disputes.models import Reply


def _to_decide(viewer: Viewer, on: date) -> int:
    return Reply.objects.moderated_by(viewer).to_decide().count()


DUTIES = (
    Duty(
        "声明待审核", _to_decide, "disputes:replies", BUSINESS_ROLES, query="?state=submitted",
        hint="经营主体对信用记录的声明，审核后与记录一同展示", order=24,
    ),
)  # fmt: skip
