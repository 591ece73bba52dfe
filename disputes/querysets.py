"""Named questions to disputes."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from credit_portal.accounts.viewers import Viewer, within_sight
from credit_portal.deadlines.models import Deadline
from disputes.choices import OPEN, DisputeStatus, Outcome
from entities.models import CreditRecord
from grading.models import ExternalAssessment, Grade
from supervision.models import Listing

if TYPE_CHECKING:
    from disputes.models import Dispute  # noqa: F401 - named in a string below
    from disputes.targets import Target


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Disputes."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees all, an agency what it handles or took in, a business its own."""
        ids = viewer.agency_ids
        return within_sight(
            self, viewer, agency=Q(agency__in=ids) | Q(taken_at__in=ids), entity="entity"
        )

    def handled_by(self, viewer: Viewer) -> Self:
        """Those that the viewer's own agencies have to handle."""
        return self.filter(agency__in=viewer.agency_ids)

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def unsuccessful(self) -> Self:
        """Over without anything found wrong."""
        ended = Q(status__in=(DisputeStatus.DECLINED, DisputeStatus.WITHDRAWN))
        return self.filter(ended | Q(outcome=Outcome.REJECTED))

    def to_accept(self) -> Self:
        return self.filter(status=DisputeStatus.FILED)

    def to_verify(self) -> Self:
        return self.filter(status=DisputeStatus.ACCEPTED)

    def to_decide(self) -> Self:
        return self.filter(status=DisputeStatus.VERIFIED)

    def to_deliver(self) -> Self:
        return self.filter(status=DisputeStatus.DECIDED)

    def late(self, on: date) -> Self:
        """Open, the last day is over, and the clock does not stand still."""
        return self.open().filter(deadline__in=Deadline.objects.running().late(on))

    def about(self, target: "Target") -> Self:
        """About the same thing: a record also by its listing, a grade whatever run gave it."""
        match target:
            case CreditRecord():
                return self.filter(Q(record=target) | Q(listing__record=target))
            case Listing():
                return self.filter(Q(listing=target) | Q(record=target.record_id))
            case Grade():
                return self.filter(entity=target.entity_id, grade__isnull=False)
            case ExternalAssessment():
                return self.filter(assessment=target)
        return self.filter(repair=target)
