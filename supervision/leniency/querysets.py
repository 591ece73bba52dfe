"""Named questions to the list; each takes the day it is asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency

if TYPE_CHECKING:
    from supervision.models import MinorViolation  # noqa: F401 - named in a string below


class MinorViolationQuerySet(models.QuerySet["MinorViolation"]):
    """Lines of the list."""

    def in_force(self, on: date) -> Self:
        """Begun and not retired."""
        return self.filter(from_on__lte=on).filter(Q(retired_on=None) | Q(retired_on__gt=on))

    def binding(self, agency: Agency) -> Self:
        """The agency's own lines, and those of the lead office for the whole city."""
        return self.filter(Q(agency=agency) | Q(agency__kind=AgencyKind.LEAD_OFFICE))
