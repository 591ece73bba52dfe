"""Named questions to the deadlines."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.deadlines.lights import Lights

if TYPE_CHECKING:
    from credit_portal.deadlines.models import Deadline  # noqa: F401 - named in a string below


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Deadlines."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the viewer's agencies; the lead office watches all."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY:
                return self.filter(agency__in=viewer.agency_ids)
            case _:
                return self.none()

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def running(self) -> Self:
        """Open, and the clock does not stand still."""
        from credit_portal.deadlines.models import DeadlinePause

        paused = DeadlinePause.objects.filter(deadline=OuterRef("pk"), until_on=None)
        return self.open().exclude(Exists(paused))

    def binding(self) -> Self:
        """Those that the agency itself has to keep."""
        return self.filter(waits_for_others=False)

    def due_up_to(self, day: date) -> Self:
        return self.filter(due_on__lte=day)

    def breaching_next(self, lights: Lights) -> Self:
        """Those with a yellow light: late soon, not yet."""
        return self.due_up_to(lights.yellow_up_to).exclude(due_on__lt=lights.today)

    def late(self, on: date) -> Self:
        return self.filter(due_on__lt=on)
