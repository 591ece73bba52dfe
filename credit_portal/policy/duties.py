"""What waits at the policy packs: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.choices import PackVersionStatus
from credit_portal.policy.models import PackAssignment, PackVersion
from credit_portal.policy.permissions import EDITORS
from credit_portal.shared.duties import Duty


def _to_decide(viewer: Viewer, _on: date) -> int:
    """Versions that somebody else wrote alone: nobody decides about their own."""
    submitted = PackVersion.objects.filter(status=PackVersionStatus.SUBMITTED)
    own = PackVersion.history.filter(author_id=viewer.user_id).values("id")
    return submitted.exclude(pk__in=own).count()


def _assignments_to_decide(viewer: Viewer, _on: date) -> int:
    """Assignments that somebody else put forward."""
    return PackAssignment.objects.proposed().exclude(proposed_by=viewer.user_id).count()


DUTIES = (
    Duty(
        "待审批的政策包", _to_decide, "policy:list", EDITORS,
        hint="由他人起草、等待审批的版本", order=60,
    ),
    Duty(
        "待批准的适用政策包", _assignments_to_decide, "policy:assignments", EDITORS,
        hint="由他人提出、等待批准的", order=61,
    ),
)  # fmt: skip
