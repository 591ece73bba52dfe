"""Named questions to subscriptions."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from credit_portal.subscriptions.models import Subscription  # noqa: F401 - named below


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Subscriptions; no page ever lists them."""

    def unconfirmed_since(self, before: datetime) -> Self:
        """Asked for by then, and never confirmed."""
        return self.filter(confirmed_at=None, asked_at__lt=before)

    def behind(self, last: date) -> Self:
        """Confirmed, and not told of everything up to a day."""
        return self.filter(told_until__lt=last)
