"""Who does what with commitments; which commitments, the visibility rule says."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

# Take commitments, recognise how they are kept, report them each month.
ACCEPTING_ROLES = frozenset(
    {Role.WINDOW_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER, Role.LEAD_OFFICER}
)
# File commitments for publication: associations those of their trade (江西 三).
FILING_ROLES = ACCEPTING_ROLES | {Role.PARTNER}
VIEWING_ROLES = BUSINESS_ROLES
# Keep 事项清单 and letters (江阴 三(一), 淮安区 二(一): the departments).
CATALOGUE_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.LEAD_OFFICER})
