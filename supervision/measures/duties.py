"""What waits about measures: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from supervision.models import Measure
from supervision.permissions import DECIDING_ROLES, VIEWING_ROLES


def _to_respond(viewer: Viewer, on: date) -> int:
    return Measure.objects.executed_by(viewer).to_respond().count()


def _to_feed_back(viewer: Viewer, on: date) -> int:
    return Measure.objects.executed_by(viewer).to_feed_back().count()


def _to_review(viewer: Viewer, on: date) -> int:
    return Measure.objects.kept_by(viewer).to_review(on).count()


DUTIES = (
    Duty(
        "措施待响应", _to_respond, "supervision:measures", VIEWING_ROLES,
        query="?state=to_respond&mine=on", hint="其他单位发起、由本单位执行的措施", order=60,
    ),
    Duty(
        "措施待反馈", _to_feed_back, "supervision:measures", VIEWING_ROLES,
        query="?state=to_feed_back&mine=on", hint="已响应、尚未反馈执行情况", order=61,
    ),
    Duty(
        "措施待复核", _to_review, "supervision:measures", DECIDING_ROLES,
        query="?state=to_review", hint="所依据的记录已撤回或者更正，维持或者终止", order=61,
    ),
)  # fmt: skip
