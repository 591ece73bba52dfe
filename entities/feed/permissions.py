"""Who keeps the readers of the change feed."""

from credit_portal.accounts.choices import Role

KEEPING_ROLES = frozenset({Role.LEAD_OFFICER})
