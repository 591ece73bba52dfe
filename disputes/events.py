"""What happened to a dispute."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class DisputeDecided(Event):
    """A dispute was decided; ``upheld``: in full or in part, so that something was wrong."""

    dispute_id: int
    upheld: bool
