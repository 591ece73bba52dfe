"""Writes of the register, one function per act."""

from entities.services.authorisations import (
    AuthorisationDraft,
    grant_authorisation,
    withdraw_authorisation,
)
from entities.services.catalogue import change_catalogue_item
from entities.services.facts import correct_fact, record_fact, reinstate_fact, withdraw_fact
from entities.services.feed import follow_feed, leave_feed, receipt_feed
from entities.services.standing import (
    clear_dispute_mark,
    end_lift,
    lift_fact,
    mark_disputed,
    repair_fact,
)

__all__ = [
    "AuthorisationDraft",
    "change_catalogue_item",
    "clear_dispute_mark",
    "correct_fact",
    "end_lift",
    "follow_feed",
    "grant_authorisation",
    "leave_feed",
    "lift_fact",
    "mark_disputed",
    "receipt_feed",
    "record_fact",
    "reinstate_fact",
    "repair_fact",
    "withdraw_authorisation",
    "withdraw_fact",
]
