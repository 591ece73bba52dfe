"""The tab 信用承诺 of the entity file."""

from datetime import date
from typing import Any

from commitments.models import Commitment
from credit_portal.accounts.viewers import Viewer
from entities.models import Entity
from entities.tabs import EntityTab

SHOWN = 50


def load(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """The latest commitments of an entity that the viewer may see.

    The public page leaves out how they were kept: a breach is published as a credit record, under
    the rules of publication.
    """
    rows = Commitment.objects.visible_to(viewer, on).filter(entity=entity)
    found = list(rows.select_related("agency")[: SHOWN + 1])
    return {"commitments": found[:SHOWN], "has_more": len(found) > SHOWN, "today": on}


COMMITMENTS_TAB = EntityTab(
    "commitments", "信用承诺", "commitments/_entity_tab.html", load, is_public=True, order=10
)
