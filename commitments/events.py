"""What happened to a commitment."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class CommitmentRegistered(Event):
    """A commitment got its code and stands in the register."""

    commitment_id: int
    entity_id: int


@dataclass(frozen=True)
class CommitmentRecognised(Event):
    """An agency recognised how a commitment was kept; ``status`` is the new state."""

    commitment_id: int
    entity_id: int
    status: str


@dataclass(frozen=True)
class LedgerSubmitted(Event):
    """An agency reported its commitments of a month."""

    submission_id: int
    agency_id: int
