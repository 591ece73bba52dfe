"""What waits at the inspections: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.services import work_calendar
from credit_portal.shared.duties import Duty
from supervision.inspections.choices import VisitStatus
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import publish_by
from supervision.models import Inspection


def _mine(viewer: Viewer, on: date) -> int:
    rows = Inspection.objects.visible_to(viewer).open()
    return rows.filter(
        visitors__inspector__user=viewer.user_id, visitors__replaced_by__isnull=True
    ).count()


def _to_review(viewer: Viewer, on: date) -> int:
    return Inspection.objects.visible_to(viewer).filter(status=VisitStatus.ENTERED).count()


def _late(viewer: Viewer, on: date) -> int:
    """Results that should be published by now."""
    policy, calendar = inspection_policy(on), work_calendar()
    waiting = Inspection.objects.visible_to(viewer).to_publish()
    return sum(publish_by(visit, policy, calendar).date < on for visit in waiting.iterator())


DUTIES = (
    Duty(
        "结果逾期未公示", _late, "supervision:visits", INSPECTING_ROLES, query="?state=to_publish",
        hint="抽查结果超过公示期限", tone="danger", order=50,
    ),
    Duty(
        "检查结果待审核", _to_review, "supervision:visits", INSPECTING_ROLES,
        query="?state=entered", hint="由录入人以外的人员审核", order=55,
    ),
    Duty(
        "由我检查", _mine, "supervision:visits", INSPECTING_ROLES, query="?state=mine",
        hint="抽取到本人的检查", tone="info", order=60,
    ),
)  # fmt: skip
