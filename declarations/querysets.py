"""Named questions to declarations."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from credit_portal.accounts.viewers import Viewer, ViewerKind
from declarations.choices import WAITING, DeclarationStatus

if TYPE_CHECKING:
    from declarations.models import Declaration  # noqa: F401 - named in a string below


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    """Declarations."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The business sees its own, the responsible agency what was handed in, the lead office
        all of that; a draft is the business's alone."""
        handed_in = ~Q(submitted_at=None)
        match viewer.kind:
            case ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.LEAD_OFFICE:
                return self.filter(handed_in)
            case ViewerKind.AGENCY:
                return self.filter(handed_in, agency__in=viewer.agency_ids)
            case ViewerKind.ENTITY:
                return self.filter(entity__uscc__in=viewer.usccs)
            case _:
                return self.none()

    def published(self, on: date) -> Self:
        """公示: approved, and the period for objections runs on that day."""
        shown = (DeclarationStatus.PUBLISHED, DeclarationStatus.CONTESTED)
        return self.filter(
            status__in=shown, published_on__lte=on, objection_deadline__due_on__gte=on
        )

    def waiting(self) -> Self:
        """The responsible agency has to review."""
        return self.filter(status__in=WAITING)

    def due(self, on: date) -> Self:
        """Nobody objected, and the last day of the period is over."""
        return self.filter(status=DeclarationStatus.PUBLISHED, objection_deadline__due_on__lt=on)
