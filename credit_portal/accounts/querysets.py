"""Named filters of agencies and mandates."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.expressions import RawSQL

from credit_portal.accounts.choices import AgencyKind, MandateKind, MandateScope

if TYPE_CHECKING:
    from credit_portal.accounts.models import Agency, Mandate, MandateInvitation  # noqa: F401 - named in strings

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

    def lead_offices(self) -> "AgencyQuerySet":
        """信用主管部门 in service, the first entered first: it acts where one has to."""
        return self.active().filter(kind=AgencyKind.LEAD_OFFICE).order_by("pk")

    def within(self, agency: "Agency") -> "AgencyQuerySet":
        """The agency itself and everything below it."""
        return self.filter(pk__in=RawSQL(DESCENDANTS, [agency.pk]))  # noqa: S611


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Filters of mandates."""

    def in_force(self, on: date) -> Self:
        """Neither ended nor past their day."""
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=on), ended_at=None)

    def covering(self, scope: MandateScope) -> Self:
        """Those that carry acts of the scope; looking is part of every mandate."""
        if scope == MandateScope.READ:
            return self
        return self.filter(scope__in=[MandateScope.ALL, scope])

    def of_representatives(self) -> Self:
        """Those of legal representatives."""
        return self.filter(kind=MandateKind.LEGAL_REPRESENTATIVE)


class InvitationQuerySet(models.QuerySet["MandateInvitation"]):
    """Filters of invitations."""

    def open(self, at: datetime) -> Self:
        """Neither accepted, withdrawn nor expired."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
