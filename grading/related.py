"""Related persons (indicator R1): other businesses of the same people that stand on a list.

A hint for the officer who reads the file; it gives no points and decides nothing.
"""

from datetime import date

from django.db.models import Q, QuerySet

from credit_portal.accounts.viewers import Viewer
from entities.choices import PersonRole
from entities.fact_types import FactType
from entities.models import CreditRecord, Entity, EntityPerson

LISTED = (FactType.SERIOUS_LIST, FactType.JUDGMENT_DEBT)
ROLES = (PersonRole.LEGAL_REPRESENTATIVE, PersonRole.CONTROLLER)


def related_listings(entity: Entity, viewer: Viewer, on: date) -> QuerySet[CreditRecord]:
    """The list entries in force on a day, as far as the viewer may see them."""
    people = EntityPerson.objects.filter(until__isnull=True, role__in=ROLES)
    own = people.filter(entity=entity).values("person")
    others = people.filter(person__in=own).exclude(entity=entity).values("entity")
    return (
        CreditRecord.objects.visible_to(viewer, on)
        .standing()
        .filter(entity__in=others, fact_type__in=LISTED, decided_on__lte=on)
        .filter(Q(published_until__isnull=True) | Q(published_until__gt=on))
        .filter(Q(repaired_at__isnull=True) | Q(repaired_at__date__gt=on))
        .select_related("entity")
        .newest_first()
    )
