"""Whoever breaks a promise comes under watch (淮安区 二(一): 事中、事后监管的重点对象)."""

from datetime import datetime

from commitments.models import Commitment
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from supervision.services.followups import ask_for_key_supervision
from supervision.services.steps import day_of


def follow_up_breaches(*, by: Actor, at: datetime) -> int:
    """Ask of every breach, where the pack says so, whether the business comes under key
    supervision; safe to run twice, finds what was missed.

    Returns:
        How many were asked now.
    """
    clause = pack_in_force(day_of(at)).commitments.breach_key_supervision
    if not clause.value:
        return 0
    unasked = Commitment.objects.breached().filter(
        outcome_record__isnull=False,
        outcome_record__withdrawn_at=None,
        outcome_record__repaired_at=None,
        outcome_record__follow_ups=None,
    )
    return sum(
        ask_for_key_supervision(record=commitment.outcome_record, basis=clause.basis, by=by, at=at)
        for commitment in unasked.select_related("outcome_record").order_by("pk")
    )
