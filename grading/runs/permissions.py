"""Who starts evaluations, and who reads what they found."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

STARTING_ROLES = frozenset({Role.LEAD_OFFICER})
READING_ROLES = BUSINESS_ROLES
