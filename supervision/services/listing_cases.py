"""What every act on a listing shares: whose it is, its page, how it is kept."""

from datetime import datetime

from django.urls import reverse

from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from supervision.models import Listing
from supervision.permissions import DECIDING_ROLES
from supervision.services.steps import locked


def own_listing(listing: Listing, by: Actor) -> Listing:
    """The case, locked, for an officer who decides and whose agency keeps it."""
    require_role(by, DECIDING_ROLES)
    listing = locked(listing, "entity", "agency", "basis")
    require_agency(by, listing.agency)
    return listing


def url_of(listing: Listing) -> str:
    return reverse("supervision:listing", args=[listing.pk])


def save_listing(listing: Listing, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        listing, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "status": listing.status, "list": listing.name, "uscc": listing.entity.uscc,
            "document": listing.document_number, "decision": listing.decision_number,
        },
    )  # fmt: skip
