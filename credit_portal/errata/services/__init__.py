"""Writes of this room, one function per act."""

from credit_portal.errata.services.amendments import Basis, correct_record, withdraw_record
from credit_portal.errata.services.reports import READER, answer_error, report_error

__all__ = [
    "READER",
    "Basis",
    "answer_error",
    "correct_record",
    "report_error",
    "withdraw_record",
]
