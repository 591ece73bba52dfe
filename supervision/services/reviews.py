"""名单复核: what a listing rests on was withdrawn or corrected; its agency says what follows.

The portal asks and lets the measures on the list rest; whether the business leaves the list stays
a decision of the agency (谁认定、谁负责).
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from credit_portal.deadlines.services import close_deadline, open_deadline
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.errors import NotAllowed, Refused, required
from entities.models import CreditRecord
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.measures.choices import EndGround, MeasureStatus, SuspensionCause
from supervision.measures.querysets import MeasureQuerySet
from supervision.models import Listing, Measure, MeasureSuspension
from supervision.services.listing_cases import own_listing, save_listing, url_of
from supervision.services.measures import end_measure
from supervision.services.steps import day_of, locked, step
from supervision.services.suspensions import (
    restore_measure,
    review_reference,
    suspend_during_review,
)

PROCEDURE = SystemActor("名单复核")
RELATED = ("entity", "agency", "basis", "review_deadline")


def open_reviews(*, by: Actor, at: datetime) -> int:
    """Open what is missing; safe to run twice. Returns how many were opened."""
    keys = list(Listing.objects.shaken(day_of(at)).order_by("pk").values_list("pk", flat=True))
    return sum(_open(key, by, at) for key in keys)


@transaction.atomic
def _open(pk: int, by: Actor, at: datetime) -> bool:
    listing = locked(Listing(pk=pk), *RELATED)
    if not Listing.objects.shaken(day_of(at)).filter(pk=pk).exists():
        return False
    listing.review_deadline = open_deadline(
        rule="listing_review", label="名单复核",
        length=pack_in_force(day_of(at)).lists.review_days, received_on=day_of(at),
        agency=listing.agency, subject=str(listing), url=url_of(listing), by=by, at=at,
    )  # fmt: skip
    save_listing(listing, "open_listing_review", by, at)
    for measure in _measures(listing).lasting(day_of(at)).order_by("pk"):
        suspend_during_review(measure=measure, listing=listing, at=at)
    _tell(listing, at)
    return True


def uphold_listing(*, listing: Listing, reason: str, by: Actor, at: datetime) -> Listing:
    """The corrected record still carries it: it rests on that one, and measures on it go on.

    Raises:
        Refused: it is not under review, or nothing stands in place of the withdrawn record.
        NotAllowed: the officer proposed the listing, decides nothing, or is another agency's.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "维持理由")
    with transaction.atomic():
        listing = own_listing(listing, by)
        record = _carrying(listing)
        step(listing, "uphold")
        if by.actor_id is not None and by.actor_id == listing.proposed_by_id:
            raise NotAllowed("second_officer", "维持名单须由提出人以外的人员决定。")
        listing.basis, listing.document_on = record, record.decided_on
        listing.document_authority = record.authority_name
        listing.document_number = record.document_number or listing.document_number
        _close(listing, by, at)
        for suspension in _suspensions(listing):
            restore_measure(suspension=suspension, reason=reason, by=PROCEDURE, at=at)
        save_listing(listing, "uphold_listing", by, at, reason)
        _tell_business(listing, "upheld", "复核后维持名单", reason, at)
    return listing


def settle_review(
    listing: Listing, by: Actor, at: datetime, ground: ExitGround | None = None, reason: str = ""
) -> None:
    """The case is over: nothing is left to review, and measures on the list end with it.

    Args:
        ground: why it leaves the list, if it stood there.
    """
    _close(listing, by, at)
    if ground is None:
        return
    for suspension in _suspensions(listing):
        restore_measure(suspension=suspension, reason=reason, by=PROCEDURE, at=at)
    for measure in _measures(listing).exclude(status=MeasureStatus.ENDED).order_by("pk"):
        end_measure(
            measure=measure, reason=reason, ground=EndGround(ground),
            reference=listing.exit_reference, by=PROCEDURE, at=at,
        )  # fmt: skip


def _carrying(listing: Listing) -> CreditRecord:
    """The record on which the listing goes on."""
    record = listing.carrying_record
    if record is None:
        raise Refused(
            "no_basis", "所依据的信用记录已经撤回，没有更正后的有效记录，不能维持，应当移出名单。"
        )
    return record


def _measures(listing: Listing) -> MeasureQuerySet:
    return Measure.objects.filter(record=listing.record_id, record__isnull=False)


def _suspensions(listing: Listing) -> list[MeasureSuspension]:
    rows = MeasureSuspension.objects.open().filter(
        cause=SuspensionCause.LISTING, reference=review_reference(listing)
    )
    return list(rows.order_by("pk"))


def _close(listing: Listing, by: Actor, at: datetime) -> None:
    if listing.review_deadline:
        close_deadline(deadline=listing.review_deadline, by=by, at=at)


def _tell(listing: Listing, at: datetime) -> None:
    """The agency has to decide; who stands on the list learns that it is being looked at."""
    send_message(
        occasion=f"listing:{listing.pk}:review:{listing.basis_id}",
        to=Recipient(agency=listing.agency), url=url_of(listing), at=at,
        subject=f"名单待复核：{listing}",
        text="列入名单所依据的信用记录已撤回或者更正，请复核后决定移出或者维持。",
    )  # fmt: skip
    if listing.status == ListingStatus.LISTED:
        sentence = (
            "名单所依据的信用记录已撤回或者更正，认定单位正在复核，期间名单上的措施暂停执行。"
        )
        _tell_business(listing, "review", "名单正在复核", sentence, at)


def _tell_business(listing: Listing, occasion: str, subject: str, text: str, at: datetime) -> None:
    send_message(
        occasion=f"listing:{listing.pk}:{occasion}:{listing.basis_id}",
        to=Recipient(uscc=listing.entity.uscc), subject=f"{subject}：{listing.name}", text=text,
        url=reverse("supervision:my_listing", args=[listing.pk]), at=at,
    )  # fmt: skip
