"""Who orders and interviews: whoever supervises (谁认定、谁约谈)."""

from credit_portal.accounts.choices import Role

CORRECTING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER})
