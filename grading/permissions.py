"""Who does what in grading; which objects, the visibility rules of the querysets say."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role

# Report results of other assessments: departments those of their own industry (江阴 三(四)).
REPORTING_ROLES = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER})
ASSESSMENT_READERS = BUSINESS_ROLES
# Set a grade by hand: two officers of the lead office.
OVERRIDING_ROLES = frozenset({Role.LEAD_OFFICER})
# Look after businesses that fell to D or E: their town, else the lead office.
SUPERVISING_ROLES = frozenset({Role.LEAD_OFFICER, Role.TOWN_OFFICER})
# Write, try and approve scoring models; officials may read what is published.
MODEL_EDITORS = frozenset({Role.LEAD_OFFICER})
MODEL_READERS = BUSINESS_ROLES
