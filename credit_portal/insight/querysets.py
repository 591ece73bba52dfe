"""Named questions to scorecards and notices."""

from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, within_sight

if TYPE_CHECKING:
    from credit_portal.insight.models import (  # noqa: F401 - named in strings below
        AppraisalNotice,
        Scorecard,
    )


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    """Scorecards. The table is open to all officials; the counts behind it are not."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The counts: the lead office sees all, an agency its own."""
        return within_sight(self, viewer, agency="agency")


class AppraisalNoticeQuerySet(models.QuerySet["AppraisalNotice"]):
    """Notices of praise and criticism."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency those to itself."""
        return within_sight(self, viewer, agency="scorecard__agency")
