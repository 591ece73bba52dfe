"""What every act on a commitment shares."""

from commitments.models import Commitment
from supervision.services import steps


def locked(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, locked until the end of the transaction."""
    return steps.locked(commitment, "entity", "agency")
