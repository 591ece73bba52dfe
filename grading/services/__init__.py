"""Writes of grading, one function per act."""

from grading.services.assessments import record_assessment, withdraw_assessment
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
    "approve_override",
    "carry_out_run",
    "end_override",
    "fail_run",
    "give_up_dead_runs",
    "handle_fall",
    "mark_notice_read",
    "open_run",
    "propose_override",
    "record_assessment",
    "reject_override",
    "reproduce_run",
    "send_class_notices",
    "start_run",
    "withdraw_assessment",
]
