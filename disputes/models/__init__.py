"""Disputes, what they contest, what proves them; replies to records; the reversal of harm."""

from disputes.models.dispute import Dispute, DisputedField, DisputeSerial
from disputes.models.evidence import DisputeEvidence
from disputes.models.harm import HarmReversal
from disputes.models.reply import Reply

__all__ = [
    "Dispute",
    "DisputeEvidence",
    "DisputeSerial",
    "DisputedField",
    "HarmReversal",
    "Reply",
]
