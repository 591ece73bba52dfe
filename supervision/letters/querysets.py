"""Named questions to letters."""

from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, within_sight

if TYPE_CHECKING:
    from supervision.models import NoticeLetter  # noqa: F401 - named in a string below


class NoticeLetterQuerySet(models.QuerySet["NoticeLetter"]):
    """Letters; nobody but officials sees any."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency its own."""
        return within_sight(self, viewer, agency="agency")
