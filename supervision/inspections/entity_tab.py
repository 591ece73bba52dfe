"""The tab 检查 of the entity file, with the burden meter."""

from datetime import date
from typing import Any

from credit_portal.accounts.viewers import Viewer
from entities.models import Entity
from entities.tabs import EntityTab
from supervision.inspections.selectors import burden_of
from supervision.models import Inspection

SHOWN = 50


def load(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """How often the business was visited, by all agencies; the visits that the viewer may see."""
    rows = Inspection.objects.visible_to(viewer).filter(entity=entity).order_by("-pk")
    return {
        "burden": burden_of(entity, on),
        "visits": rows.select_related("draw__task__agency")[:SHOWN],
    }


INSPECTION_TAB = EntityTab(
    "inspections", "检查", "supervision/inspections/_entity_tab.html", load, order=30
)
