"""Who does what with inspections; which ones, the visibility rules say."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

# Keep items and inspectors, plan, draw, visit: whoever enforces the law.
INSPECTING_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER, Role.LEAD_OFFICER})
# See plans, tasks and draws on the desk.
READING_ROLES = BUSINESS_ROLES | {Role.AUDITOR}
