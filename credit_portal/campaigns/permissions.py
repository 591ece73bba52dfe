"""Who does what in campaigns."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

OPENING_ROLES = frozenset({Role.LEAD_OFFICER})
REPORTING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER})
NOTING_ROLES = BUSINESS_ROLES - {Role.COURT_OFFICER}
