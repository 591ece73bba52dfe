"""Named questions to follow-ups."""

from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, within_sight
from supervision.followups.choices import FollowUpStatus

if TYPE_CHECKING:
    from supervision.models import FollowUp  # noqa: F401 - named in a string below


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Follow-ups of poor results and broken promises."""

    def open(self) -> Self:
        """To be decided; a result or record that was withdrawn asks for nothing any more."""
        return self.filter(
            status=FollowUpStatus.OPEN, assessment__withdrawn_at=None, record__withdrawn_at=None
        )

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own, nobody else any."""
        return within_sight(self, viewer, agency="agency")
