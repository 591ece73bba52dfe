"""Named questions to the messages."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from credit_portal.accounts.viewers import Viewer, ViewerKind

if TYPE_CHECKING:
    from credit_portal.messages.models import Message  # noqa: F401 - named in a string below


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages."""

    def addressed_to(self, viewer: Viewer) -> Self:
        """To the user, the user's own agency, or a business that the user acts for.

        What goes to the head of an agency is not for its other officers.
        """
        if viewer.user_id is None:
            return self.none()
        mine = Q(user=viewer.user_id)
        if viewer.kind == ViewerKind.ENTITY:
            mine |= Q(uscc__in=viewer.usccs)
        elif viewer.agency_id is not None:
            office = Q(agency=viewer.agency_id)
            mine |= office if viewer.is_head else office & Q(heads_only=False)
        return self.filter(mine)

    def unread(self) -> Self:
        return self.filter(read_at=None)
