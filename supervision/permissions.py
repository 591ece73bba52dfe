"""Who does what in supervision; which cases, the visibility rules of the querysets say."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

VIEWING_ROLES = BUSINESS_ROLES
# Propose lists and decide measures: those with a power of their own to decide (谁认定).
DECIDING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.COURT_OFFICER})
