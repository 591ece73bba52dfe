"""The register names another legal representative: who acted as the former one no longer does."""

from datetime import datetime

from credit_portal.accounts.mandates import replace_representative
from credit_portal.accounts.models import Mandate, RealNameIdentity
from credit_portal.shared.actors import Actor
from entities.choices import PersonRole
from entities.models import EntityPerson, Person


def end_former_representatives(*, by: Actor, at: datetime) -> int:
    """End the mandates of representatives whom the register has replaced; safe to run twice.

    What was learned later counts: a mandate granted after the entry of the register stands. The
    agents whom they named stay until their own end, unless they are revoked.
    """
    acting = Mandate.objects.of_representatives().filter(ended_at=None)
    mandates = list(acting.select_related("user__identity"))
    current = _representatives({mandate.uscc for mandate in mandates})
    ended = 0
    for mandate in mandates:
        known = current.get(mandate.uscc)
        identity = getattr(mandate.user, "identity", None)
        if not known or not identity or _is_same(known.person, identity):
            continue
        if known.since > mandate.granted_at:
            replace_representative(mandate=mandate, by=by, at=at)
            ended += 1
    return ended


def _is_same(person: Person, identity: RealNameIdentity) -> bool:
    """By ID number; by name where the register has none."""
    if person.id_number:
        return person.id_index == identity.id_index
    return person.name == identity.name


def _representatives(usccs: set[str]) -> dict[str, EntityPerson]:
    rows = EntityPerson.objects.filter(
        until=None, role=PersonRole.LEGAL_REPRESENTATIVE, entity__uscc__in=usccs
    )
    return {row.entity.uscc: row for row in rows.select_related("entity", "person")}
