"""Writes of disputes, one function per act."""

from disputes.services.decision import FieldDecision, close_dispute, decide_dispute
from disputes.services.filing import (
    Claim,
    Filing,
    file_dispute,
    request_review,
    supplement_dispute,
    withdraw_dispute,
)
from disputes.services.handling import (
    accept_dispute,
    ask_supplement,
    decline_dispute,
    extend_dispute,
    hand_over_dispute,
    urge_dispute,
    verify_dispute,
)

__all__ = [
    "Claim",
    "FieldDecision",
    "Filing",
    "accept_dispute",
    "ask_supplement",
    "close_dispute",
    "decide_dispute",
    "decline_dispute",
    "extend_dispute",
    "file_dispute",
    "hand_over_dispute",
    "request_review",
    "supplement_dispute",
    "urge_dispute",
    "verify_dispute",
    "withdraw_dispute",
]
