"""Writes of grading, one function per act."""

from grading.services.assessments import record_assessment, withdraw_assessment
from grading.services.indicators import add_indicator, edit_indicator, remove_indicator
from grading.services.laboratory import (
    carry_out_simulation,
    open_simulation,
    start_simulation,
)
from grading.services.models import (
    discard_model,
    draft_model,
    edit_model,
    publish_model,
    send_back_model,
    submit_model,
)
from grading.services.notices import handle_fall, mark_notice_read, send_class_notices
from grading.services.overrides import (
    approve_override,
    end_override,
    propose_override,
    reject_override,
)
from grading.services.runs import (
    JOB,
    UNDER_WAY,
    carry_out_run,
    fail_run,
    give_up_dead_runs,
    open_run,
    reproduce_run,
    start_run,
)

__all__ = [
    "JOB",
    "UNDER_WAY",
    "add_indicator",
    "approve_override",
    "carry_out_run",
    "carry_out_simulation",
    "discard_model",
    "draft_model",
    "edit_indicator",
    "edit_model",
    "end_override",
    "fail_run",
    "give_up_dead_runs",
    "handle_fall",
    "mark_notice_read",
    "open_run",
    "open_simulation",
    "propose_override",
    "publish_model",
    "record_assessment",
    "reject_override",
    "remove_indicator",
    "reproduce_run",
    "send_back_model",
    "send_class_notices",
    "start_run",
    "start_simulation",
    "submit_model",
    "withdraw_assessment",
]
