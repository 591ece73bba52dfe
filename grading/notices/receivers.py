"""What follows when grades, overrides or results from outside changed: a task is enqueued."""

from credit_portal.shared.events import receives
from grading.choices import OverrideStatus
from grading.events import AssessmentChanged, OverrideDecided, RunCompleted
from grading.notices import tasks
from grading.tasks import request_regrade


@receives(RunCompleted)
def send_notices(event: RunCompleted) -> None:
    tasks.send_class_notices.delay(event.run_id)


@receives(OverrideDecided)
def regrade_overridden(event: OverrideDecided) -> None:
    if event.status != OverrideStatus.REJECTED:
        request_regrade("等级人工调整")


@receives(AssessmentChanged)
def regrade_assessed(_event: AssessmentChanged) -> None:
    request_regrade("外部评价结果")
