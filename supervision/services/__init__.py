"""Writes of supervision, one function per act."""

from supervision.services.interviews import (
    cancel_interview,
    confirm_interview,
    file_interview,
    find_interview_absent,
    hold_interview,
    summon_interview,
)
from supervision.services.listings import (
    decide_listing,
    deliver_listing,
    drop_listing,
    leave_listing,
    notify_listing,
    propose_listing,
    rescind_listing,
    state_on_listing,
)
from supervision.services.measure_reviews import uphold_measure
from supervision.services.measures import (
    end_measure,
    feed_back_measure,
    initiate_measure,
    respond_to_measure,
)
from supervision.services.orders import (
    accept_rectification,
    find_rectification_overdue,
    order_rectification,
    report_rectification,
    send_back_rectification,
)
from supervision.services.reviews import uphold_listing
from supervision.services.suspensions import (
    restore_measure,
    suspend_during_dispute,
    suspend_measure,
)

__all__ = [
    "accept_rectification",
    "cancel_interview",
    "confirm_interview",
    "decide_listing",
    "deliver_listing",
    "drop_listing",
    "end_measure",
    "feed_back_measure",
    "file_interview",
    "find_interview_absent",
    "find_rectification_overdue",
    "hold_interview",
    "initiate_measure",
    "leave_listing",
    "notify_listing",
    "order_rectification",
    "propose_listing",
    "report_rectification",
    "rescind_listing",
    "respond_to_measure",
    "restore_measure",
    "send_back_rectification",
    "state_on_listing",
    "summon_interview",
    "suspend_during_dispute",
    "suspend_measure",
    "uphold_listing",
    "uphold_measure",
]
