"""What waits about grades: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from grading.models import ClassNotice, GradeOverride
from grading.permissions import OVERRIDING_ROLES, SUPERVISING_ROLES


def _open_falls(viewer: Viewer, on: date) -> int:
    return ClassNotice.objects.visible_to(viewer).open().count()


def _unread(viewer: Viewer, on: date) -> int:
    return ClassNotice.objects.messages_for(viewer).unread().count()


def _overrides_to_decide(viewer: Viewer, on: date) -> int:
    """Proposals of other officers."""
    return GradeOverride.objects.proposed().exclude(proposed_by=viewer.user_id).count()


DUTIES = (
    Duty(
        "降级待办", _open_falls, "grading:falls", SUPERVISING_ROLES,
        hint="降为D级、E级而尚未处理的经营主体", tone="danger", order=15,
    ),
    Duty(
        "人工调整待批", _overrides_to_decide, "grading:overrides", OVERRIDING_ROLES,
        query="?status=proposed", hint="须由提出人以外的人员决定", order=50,
    ),
    Duty(
        "类别变动未读", _unread, "grading:messages", frozenset({Role.ENTERPRISE}),
        hint="信用类别变动的提示", order=10,
    ),
)  # fmt: skip
