"""The tab 监管措施 of the entity file."""

from datetime import date
from typing import Any

from credit_portal.accounts.viewers import Viewer
from entities.choices import SubjectKind
from entities.models import Entity
from entities.tabs import EntityTab
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.leniency.permissions import PUNISHING_ROLES
from supervision.letters.choices import PUBLIC_BODIES
from supervision.models import Listing, Measure
from supervision.permissions import DECIDING_ROLES
from supervision.selectors import treatment_for

SHOWN = 50


def load(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """How the business is treated today, and every list and measure."""
    rows = Measure.objects.visible_to(viewer).filter(entity=entity).with_force(on)
    listings = Listing.objects.visible_to(viewer).filter(entity=entity).with_force(on)
    return {
        "treatment": treatment_for(entity, on),
        "listings": listings.with_clocks().select_related("agency")[:SHOWN],
        "measures": rows.with_clocks().select_related("initiator", "executor")[:SHOWN],
        "may_notify": entity.kind in PUBLIC_BODIES | {SubjectKind.ENTERPRISE},
        "deciding_roles": DECIDING_ROLES,
        "punishing_roles": PUNISHING_ROLES,
        "correcting_roles": CORRECTING_ROLES,
        "today": on,
    }


TREATMENT_TAB = EntityTab(
    "supervision", "监管措施", "supervision/treatment/_tab.html", load, order=6
)
