"""Named filters of agencies and mandates."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from credit_portal.accounts.models import Agency, Mandate  # noqa: F401 - named in strings

# UNION (not UNION ALL) ends even if a loop ever came into the tree.
DESCENDANTS = """
    WITH RECURSIVE tree(id) AS (
        SELECT %s::bigint
        UNION
        SELECT child.id FROM accounts_agency child JOIN tree ON child.parent_id = tree.id
    ) SELECT id FROM tree
"""


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Filters of the agency tree."""

    def active(self) -> "AgencyQuerySet":
        """Agencies in service."""
        return self.filter(is_active=True)

    def within(self, agency: "Agency") -> "AgencyQuerySet":
        """The agency itself and everything below it."""
        return self.filter(pk__in=RawSQL(DESCENDANTS, [agency.pk]))  # noqa: S611


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Filters of mandates."""

    def in_force(self, on: date) -> "MandateQuerySet":
        """Neither ended nor past their day."""
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=on), ended_at=None)
