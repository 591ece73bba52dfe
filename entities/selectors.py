"""Reads of the register."""

from datetime import date
from decimal import Decimal

from credit_portal.policy.choices import PenaltyKind
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.facts import Severity
from credit_portal.policy.services import pack_in_force
from entities.choices import PublicationScope
from entities.models import CatalogueItem
from entities.rules import PenaltyRules, PublicationPeriod, RecordRules


def record_rules(on: date) -> RecordRules:
    """Levels and publication periods of the pack in force on a date."""
    return rules_of(pack_in_force(on))


def rules_of(pack: Pack) -> RecordRules:
    """The part of a pack that decides about records, as plain values."""
    return RecordRules(
        version=pack.edition,
        penalties=_penalties(pack.severity),
        publication={
            level: PublicationPeriod(
                min_months=period.shortest.value,
                max_months=period.longest.value,
                is_published=period.is_published.value,
            )
            for level, period in pack.publication.periods.items()
        },
    )


def _penalties(said: Severity) -> PenaltyRules:
    by_kind = said.by_penalty_kind
    return PenaltyRules(
        level_of_kind={
            str(PenaltyKind(kind).label): level.value for kind, level in by_kind.items()
        },
        general_from=Decimal(said.general_fine_from.value),
        serious_from=Decimal(said.serious_fine_from.value),
        simple=said.simple_procedure.value,
        simple_person=Decimal(said.simple_fine_person.value),
        simple_organisation=Decimal(said.simple_fine_organisation.value),
    )


def default_scope(kind: str) -> str:
    """The scope the catalogue gives to a kind of record; unlisted kinds are not public."""
    scope = CatalogueItem.objects.filter(kind=kind).values_list("scope", flat=True).first()
    return scope or PublicationScope.GOVERNMENT
