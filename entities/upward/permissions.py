"""Who reports upwards."""

from credit_portal.accounts.choices import Role

REPORTING_ROLES = frozenset({Role.LEAD_OFFICER})
