"""Who handles disputes; which ones, the visibility rule of the queryset says."""

from credit_portal.accounts.choices import BUSINESS_ROLES

# Any agency may be the source of what is contested, and take an application on paper.
HANDLING_ROLES = BUSINESS_ROLES
