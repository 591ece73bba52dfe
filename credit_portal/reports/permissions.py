"""Who may ask for which report, and who may check a list."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.reports.choices import ReportKind

READING_ROLES = BUSINESS_ROLES
CHECKING_ROLES = BUSINESS_ROLES
# Who serves a business at the counter.
COUNTER_ROLES = frozenset({Role.LEAD_OFFICER, Role.WINDOW_OFFICER})
REVOKING_ROLES = frozenset({Role.LEAD_OFFICER})
ROLES_OF_KIND = {
    ReportKind.BASIC: COUNTER_ROLES | {Role.ENTERPRISE},
    ReportKind.REVIEW: BUSINESS_ROLES,
    ReportKind.SPECIAL: COUNTER_ROLES | {Role.ENTERPRISE},
}


def kinds_for(role: str) -> list[ReportKind]:
    """The kinds that a role may ask for."""
    return [kind for kind, roles in ROLES_OF_KIND.items() if role in roles]
