"""Named questions to statements."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.accounts.viewers import Viewer, ViewerKind
from disputes.replies.choices import STANDING, ReplyStatus
from entities.models import CreditRecord

if TYPE_CHECKING:
    from disputes.models import Reply  # noqa: F401 - named in a string below


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Statements."""

    def standing(self) -> Self:
        """Written, read or shown: the one of its record."""
        return self.filter(status__in=STANDING)

    def to_decide(self) -> Self:
        return self.filter(status=ReplyStatus.SUBMITTED)

    def shown(self, on: date) -> Self:
        """Approved, and its record neither withdrawn nor repaired: with it the statement ends.

        Whether somebody may see it follows from whether the record is visible.
        """
        records = CreditRecord.objects.standing().unrepaired(on)
        return self.filter(status=ReplyStatus.APPROVED, record__in=records)

    def moderated_by(self, viewer: Viewer) -> Self:
        """Handed in about records that the viewer's own agencies reported; the lead office all."""
        rows = self.exclude(submitted_at=None)
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return rows
            case ViewerKind.AGENCY:
                return rows.filter(record__reported_by_id__in=viewer.agency_ids)
            case _:
                return rows.none()

    def visible_to(self, viewer: Viewer) -> Self:
        """A business sees its own, drafts as well; officials what they moderate."""
        if viewer.kind == ViewerKind.ENTITY:
            return self.filter(record__entity__uscc__in=viewer.usccs)
        return self.moderated_by(viewer)
