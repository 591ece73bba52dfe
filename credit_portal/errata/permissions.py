"""Who answers error reports."""

from credit_portal.accounts.choices import BUSINESS_ROLES

ANSWERING_ROLES = BUSINESS_ROLES
