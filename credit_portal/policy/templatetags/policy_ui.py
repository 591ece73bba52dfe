"""Values and sources of packs on pages."""

from typing import Any

from django import template

from credit_portal.policy import display
from credit_portal.policy.choices import Certainty
from credit_portal.policy.schema import Clause, words

register = template.Library()

CERTAINTY_TONES = {
    Certainty.SEEN: "success",
    Certainty.LAW: "success",
    Certainty.PRACTICE: "info",
    Certainty.PROPOSAL: "warning",
    Certainty.UNCONFIRMED: "danger",
}


@register.filter
def clause_value(clause: Clause[Any] | None) -> str:
    """The value of a clause in words."""
    return display.shown_clause(clause)


@register.filter
def certainty_tone(clause: Clause[Any]) -> str:
    """The tone of the mark that says how sure we are."""
    return CERTAINTY_TONES[clause.certainty]


@register.filter
def place_in_words(path: str) -> str:
    """Where in a pack a problem is."""
    return words.place_in_words(path)
