"""Who may ask for which report, and who may check a list."""

from datetime import date

from credit_portal.accounts.choices import AGENCY_ROLES, BUSINESS_ROLES, PARTNER_KINDS, Role
from credit_portal.accounts.models import Agency
from credit_portal.policy.services import pack_in_force
from credit_portal.reports.choices import ReportKind

READING_ROLES = BUSINESS_ROLES
# Partners where the pack has results sent to their kind.
CHECKING_ROLES = AGENCY_ROLES
# Who serves a business at the counter.
COUNTER_ROLES = frozenset({Role.LEAD_OFFICER, Role.WINDOW_OFFICER})
REVOKING_ROLES = frozenset({Role.LEAD_OFFICER})
ROLES_OF_KIND = {
    ReportKind.BASIC: COUNTER_ROLES | {Role.ENTERPRISE},
    ReportKind.REVIEW: BUSINESS_ROLES,
    ReportKind.SPECIAL: COUNTER_ROLES | {Role.ENTERPRISE},
}


def receives_results(agency: Agency, on: date) -> bool:
    """Whether results may go to an agency: to a bank or an association where the pack says so
    (伊春 二-2, 江西 (十二))."""
    if agency.kind not in PARTNER_KINDS:
        return True
    return agency.get_kind_display() in pack_in_force(on).visibility.grade_partners.value


def kinds_for(role: str) -> list[ReportKind]:
    """The kinds that a role may ask for."""
    return [kind for kind, roles in ROLES_OF_KIND.items() if role in roles]
