"""The tab 信用报告 of the entity file on the desk."""

from datetime import date
from typing import Any

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.services import pack_in_force
from credit_portal.reports.models import CreditReport, ReceivedReport
from credit_portal.reports.permissions import COUNTER_ROLES
from credit_portal.reports.received.services import kinds_of
from entities.models import Entity
from entities.tabs import EntityTab

SHOWN = 20


def load(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """The reports on the business that the viewer may see, the portal's and those of others."""
    rows = CreditReport.objects.visible_to(viewer).filter(entity=entity)
    received = ReceivedReport.objects.visible_to(viewer).filter(entity=entity)
    return {
        "reports": rows.select_related("agency")[:SHOWN], "counter_roles": COUNTER_ROLES,
        "received": received.select_related("entity", "agency")[:SHOWN],
        "received_kinds": kinds_of(pack_in_force(on)),
    }  # fmt: skip


REPORTS_TAB = EntityTab("reports", "信用报告", "reports/_tab.html", load, order=8)
