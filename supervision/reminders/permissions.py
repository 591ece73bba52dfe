"""Who reminds: 行业主管和市场监管部门, and the lead office."""

from credit_portal.accounts.choices import Role

REMINDING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER})
