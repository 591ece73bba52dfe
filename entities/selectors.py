"""Reads of the register."""

from datetime import date

from credit_portal.policy.services import pack_in_force
from entities.choices import PublicationScope
from entities.models import CatalogueItem
from entities.rules import RecordRules


def record_rules(on: date, region_code: str | None = None) -> RecordRules:
    """Levels and publication periods of the pack in force."""
    return _rules_of(pack_in_force(on, region_code))


def default_scope(kind: str) -> str:
    """The scope the catalogue gives to a kind of record; unlisted kinds are not public."""
    scope = CatalogueItem.objects.filter(kind=kind).values_list("scope", flat=True).first()
    return scope or PublicationScope.GOVERNMENT
