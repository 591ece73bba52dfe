"""Writes of supervision, one function per act."""

from supervision.services.measures import (
    end_measure,
    feed_back_measure,
    initiate_measure,
    respond_to_measure,
    restore_measure,
    suspend_measure,
)

__all__ = [
    "end_measure",
    "feed_back_measure",
    "initiate_measure",
    "respond_to_measure",
    "restore_measure",
    "suspend_measure",
]
