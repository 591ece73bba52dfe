"""Who keeps out of a dispute (回避): whoever made what is contested, or worked on it before."""

from datetime import datetime

from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed
from disputes.models import Dispute
from disputes.services.steps import said
from disputes.targets import makers_of


def first_team(dispute: Dispute) -> frozenset[int]:
    """Of a review: who took on, verified or decided the dispute before it."""
    first = dispute.review_of
    if first is None:
        return frozenset()
    worked = (first.handler_id, first.verified_by_id, first.decided_by_id)
    return frozenset(pk for pk in worked if pk)


def barred_from(dispute: Dispute) -> frozenset[int]:
    """Who may not decide: whoever made what is contested, or worked on it the first time."""
    barred = makers_of(dispute.target) | first_team(dispute)
    return barred | makers_of(dispute.review_of.target) if dispute.review_of else barred


def require_other_decider(dispute: Dispute, by: Actor, at: datetime) -> None:
    """Nobody judges what he made himself.

    Raises:
        NotAllowed: the officer did.
    """
    if said(at).other_decider.value and by.actor_id in barred_from(dispute):
        raise NotAllowed(
            "other_decider",
            "您是原记录、原决定的经办人，依照回避规定，应由其他人员决定。",
        )


def require_other_team(dispute: Dispute, by: Actor, at: datetime) -> None:
    """A review is worked on by others than the dispute before it.

    Raises:
        NotAllowed: the officer worked on that.
    """
    if said(at).other_decider.value and by.actor_id in first_team(dispute):
        raise NotAllowed("other_team", "该人员经办过原异议，依照回避规定，复核应由其他人员办理。")
