"""What every act on a commitment shares: lock, and make the step or refuse."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django_fsm import can_proceed

from commitments.models import Commitment
from credit_portal.shared.errors import Refused


def locked(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, locked until the end of the transaction."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("entity", "agency")
    return rows.get(pk=commitment.pk)


def step(commitment: Any, act: str) -> None:
    """Make the transition ``act``.

    Raises:
        Refused: the state does not allow it.
    """
    transition = getattr(commitment, act)
    if not can_proceed(transition):
        label = next(
            t.custom["label"] for t in commitment.get_all_status_transitions() if t.name == act
        )
        raise Refused("wrong_state", f"该承诺为“{commitment.get_status_display()}”，不能{label}。")
    transition()


def day_of(at: datetime) -> date:
    """The calendar day of an instant, in Asia/Shanghai."""
    return timezone.localdate(at)
