"""What the pages of commitments share."""

from django.http import HttpRequest

from commitments.models import Commitment
from commitments.querysets import CommitmentQuerySet
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one
from supervision.pages import viewer


def visible_commitments(request: HttpRequest) -> CommitmentQuerySet:
    return Commitment.objects.visible_to(viewer(request), clock.today())


def visible_commitment(request: HttpRequest, pk: int) -> Commitment:
    """One commitment; to everybody else it does not exist."""
    rows = visible_commitments(request).select_related(
        "entity", "agency", "item", "template", "officer", "recognised_by", "record",
        "outcome_record",
    )  # fmt: skip
    return visible_one(rows, pk=pk)
