"""Disputes, what they contest, what proves them."""

from disputes.models.dispute import Dispute, DisputedField, DisputeSerial
from disputes.models.evidence import DisputeEvidence

__all__ = ["Dispute", "DisputeEvidence", "DisputeSerial", "DisputedField"]
