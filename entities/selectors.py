"""Reads of the register."""

from datetime import date

from credit_portal.policy.choices import PenaltyKind
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from entities.choices import PublicationScope
from entities.models import CatalogueItem
from entities.rules import PublicationPeriod, RecordRules


def record_rules(on: date) -> RecordRules:
    """Levels and publication periods of the pack in force on a date."""
    return rules_of(pack_in_force(on))


def rules_of(pack: Pack) -> RecordRules:
    """The part of a pack that decides about records, as plain values."""
    by_kind = pack.severity.by_penalty_kind
    return RecordRules(
        version=pack.edition,
        level_of_kind={PenaltyKind(kind).label: said.value for kind, said in by_kind.items()},
        publication={
            level: PublicationPeriod(
                min_months=period.shortest.value,
                max_months=period.longest.value,
                is_published=period.is_published.value,
            )
            for level, period in pack.publication.periods.items()
        },
    )


def default_scope(kind: str) -> str:
    """The scope the catalogue gives to a kind of record; unlisted kinds are not public."""
    scope = CatalogueItem.objects.filter(kind=kind).values_list("scope", flat=True).first()
    return scope or PublicationScope.GOVERNMENT
