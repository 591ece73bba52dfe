"""Writes of grading, one function per act."""

from grading.services.runs import (
    carry_out_run,
    fail_run,
    give_up_dead_runs,
    open_run,
    reproduce_run,
    start_run,
)

__all__ = [
    "carry_out_run",
    "fail_run",
    "give_up_dead_runs",
    "open_run",
    "reproduce_run",
    "start_run",
]
