"""Who keeps the list and who enters penalties by hand."""

from credit_portal.accounts.choices import Role

KEEPING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER})
# Those who may send files of penalties too.
PUNISHING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER})
