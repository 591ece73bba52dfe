"""The tab 信用修复 of the entity file on the desk."""

from datetime import date
from typing import Any

from credit_portal.accounts.viewers import Viewer
from entities.models import Entity
from entities.tabs import EntityTab
from repair.models import RepairApplication
from repair.permissions import INTAKE_ROLES, LIFTING_ROLES
from repair.selectors import options_for

SHOWN = 50


def load(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """When each record can be repaired, and the applications that the viewer may see."""
    rows = RepairApplication.objects.visible_to(viewer).filter(entity=entity)
    return {
        "options": options_for(entity, viewer, on),
        "applications": rows.select_related("entity")[:SHOWN],
        "intake_roles": INTAKE_ROLES,
        "lifting_roles": LIFTING_ROLES,
    }


REPAIR_TAB = EntityTab("repair", "信用修复", "repair/_entity_tab.html", load, order=60)
