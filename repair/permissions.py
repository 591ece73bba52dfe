"""Who does what in repair; which cases, the visibility rules of the querysets say."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

VIEWING_ROLES = BUSINESS_ROLES
# Decide: those whose agency recognised the fact (谁认定、谁修复).
DECIDING_ROLES = BUSINESS_ROLES - {Role.WINDOW_OFFICER}
# Take applications on paper (保留线下窗口).
INTAKE_ROLES = BUSINESS_ROLES - {Role.COURT_OFFICER}
# 破产重整: the lead office, and the court that approved the plan.
LIFTING_ROLES = frozenset({Role.LEAD_OFFICER, Role.COURT_OFFICER})
TRAINING_ROLES = frozenset({Role.LEAD_OFFICER})
