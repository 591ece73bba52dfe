"""Named questions to cases; each takes the day it is asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from credit_portal.accounts.viewers import Viewer, within_sight
from supervision.cases.choices import CaseStatus

if TYPE_CHECKING:
    from supervision.models import TypicalCase  # noqa: F401 - named in a string below


class TypicalCaseQuerySet(models.QuerySet["TypicalCase"]):
    """Cases."""

    def published(self, on: date) -> Self:
        """For everybody, while the record behind the case stands unrepaired."""
        return (
            self.filter(status=CaseStatus.PUBLISHED, published_at__date__lte=on)
            .filter(Q(measure__record__withdrawn_at=None))
            .filter(Q(measure__record__repaired_at=None))
        )

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own."""
        return within_sight(self, viewer, agency="agency")
