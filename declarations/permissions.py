"""Who reviews declarations; which ones, the visibility rule of the queryset says."""

from credit_portal.accounts.choices import AgencyKind, Role

REVIEWING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER})
# Agencies that may be responsible for what is declared.
REVIEWING_KINDS = (AgencyKind.LEAD_OFFICE, AgencyKind.DEPARTMENT)
