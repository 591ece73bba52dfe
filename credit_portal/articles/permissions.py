"""Who writes articles."""

from credit_portal.accounts.choices import Role

EDITORS = frozenset({Role.LEAD_OFFICER})
