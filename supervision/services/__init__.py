"""Writes of supervision, one function per act."""

from supervision.services.listings import (
    decide_listing,
    deliver_listing,
    drop_listing,
    leave_listing,
    notify_listing,
    propose_listing,
    state_on_listing,
)
from supervision.services.measures import (
    end_measure,
    feed_back_measure,
    initiate_measure,
    respond_to_measure,
    restore_measure,
    suspend_measure,
)

__all__ = [
    "decide_listing",
    "deliver_listing",
    "drop_listing",
    "end_measure",
    "feed_back_measure",
    "initiate_measure",
    "leave_listing",
    "notify_listing",
    "propose_listing",
    "respond_to_measure",
    "restore_measure",
    "state_on_listing",
    "suspend_measure",
]
