"""Items and templates, commitments with their scans and re-checks, and the monthly reports."""

from commitments.models.commitment import Commitment, CommitmentSerial
from commitments.models.evidence import CommitmentRecheck, CommitmentScan
from commitments.models.item import CommitmentItem, CommitmentTemplate
from commitments.models.ledger import LedgerSubmission

__all__ = [
    "Commitment",
    "CommitmentItem",
    "CommitmentRecheck",
    "CommitmentScan",
    "CommitmentSerial",
    "CommitmentTemplate",
    "LedgerSubmission",
]
