"""Named questions to reminders."""

from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, within_sight

if TYPE_CHECKING:
    from supervision.models import CreditReminder  # noqa: F401 - named in a string below


class CreditReminderQuerySet(models.QuerySet["CreditReminder"]):
    """Reminders; a business reads its own among its messages."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own."""
        return within_sight(self, viewer, agency="agency")
