"""Who does what with inspections; which ones, the visibility rules say."""

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer, ViewerKind
from supervision.permissions import DECIDING_ROLES

# Keep items and inspectors, plan, draw, visit: whoever enforces the law.
INSPECTING_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER, Role.LEAD_OFFICER})
# Ask whether inspections work: who plans them and may decide what follows.
EFFECT_ROLES = INSPECTING_ROLES & DECIDING_ROLES


def is_own(asking: Viewer, agency: Agency) -> bool:
    """Whether the agency is the viewer's or below it; the lead office acts for all."""
    return asking.kind == ViewerKind.LEAD_OFFICE or agency.pk in asking.agency_ids
