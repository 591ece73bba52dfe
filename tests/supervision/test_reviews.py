"""名单复核: what a listing rests on fell; its agency is asked, and measures on the list rest."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.models import Message
from credit_portal.shared.errors import NotAllowed, Refused
from entities.services import correct_fact, withdraw_fact
from supervision import services
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.listings.duties import DUTIES
from supervision.measures.choices import EndGround, SuspensionCause
from supervision.models import Listing, Measure
from supervision.services.reviews import open_reviews
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.supervision import ListingFactory, MeasureFactory
from tests.supervision.listed import OFFICE
from tests.supervision.measured import initiate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LISTED = {"listed": True}


def resting(state: dict[str, Any] = LISTED, **values: Any) -> Listing:
    """A listing on a record."""
    record = CreditRecordFactory(document_number="澄罚〔2026〕1号")
    listing: Listing = ListingFactory(entity=record.entity, basis=record, **state, **values)
    return listing


def on_list(listing: Listing) -> Measure:
    measure: Measure = MeasureFactory(entity=listing.entity, record=listing.record)
    return measure


def withdraw(listing: Listing) -> None:
    withdraw_fact(record=listing.basis, reason="认定有误", by=OFFICE, at=NOW)


def correct(listing: Listing) -> Any:
    return correct_fact(
        record=listing.basis, changes={"title": "罚款一万元"}, reason="金额有误", by=OFFICE, at=NOW
    )


def review() -> int:
    return open_reviews(by=OFFICE, at=NOW)


@pytest.mark.parametrize("fall", [withdraw, correct])
def test_the_agency_is_asked_once_and_measures_rest(fall: Any) -> None:
    listing = resting()
    measure, other = on_list(listing), MeasureFactory(entity=listing.entity)
    fall(listing)

    assert [review(), review()] == [1, 0]
    listing.refresh_from_db()
    deadline = listing.review_deadline
    assert (deadline.agency, deadline.rule, deadline.days) == (listing.agency, "listing_review", 3)
    assert not deadline.waits_for_others
    assert listing.status == ListingStatus.LISTED  # ending it is the agency's decision
    assert set(Measure.objects.in_force(TODAY)) == {other}
    assert measure.suspensions.get().cause == SuspensionCause.LISTING
    assert Message.objects.filter(agency=listing.agency, subject__contains="待复核").count() == 1
    assert Message.objects.filter(uscc=listing.entity.uscc).count() == 1
    assert AuditEntry.objects.filter(act="supervision.open_listing_review").count() == 1


@pytest.mark.parametrize(
    "state", [{}, {"notified": True}, {"decided": True}], ids=["proposed", "notified", "decided"]
)
def test_a_case_under_way_is_asked_about_too_and_ends_with_it(state: dict[str, Any]) -> None:
    listing = resting(state)
    withdraw(listing)
    assert review() == 1
    end = services.rescind_listing if "decided" in state else services.drop_listing
    end(listing=listing, reason="依据已撤回", by=OFFICE, at=NOW)
    assert not Deadline.objects.open().exists()
    assert review() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"exited": True}, {"dropped": True},
        {"listed": True, "from_on": TODAY - 9 * DAY, "until_on": TODAY - DAY},
    ],
    ids=["exited", "dropped", "over"],
)  # fmt: skip
def test_nobody_is_asked_about_what_is_over(values: dict[str, Any]) -> None:
    withdraw(resting(values))
    assert review() == 0


def test_a_new_measure_on_a_list_under_review_rests_from_the_start() -> None:
    listing = ListingFactory(under_review=True)
    measure = initiate(CreditRecordFactory(entity=listing.entity))
    Measure.objects.filter(pk=measure.pk).delete()
    fresh = initiate(listing.record, content="不予支持")
    assert not Measure.objects.in_force(TODAY).exists()
    assert fresh.suspensions.get().cause == SuspensionCause.LISTING


def test_no_officer_restores_a_measure_before_the_review_is_done() -> None:
    listing = resting()
    measure = on_list(listing)
    withdraw(listing)
    review()
    with pytest.raises(Refused, match="办结后自动恢复"):
        services.restore_measure(
            suspension=measure.suspensions.get(), reason="恢复", at=NOW,
            by=UserFactory(agency=measure.initiator),
        )  # fmt: skip


def test_leaving_ends_review_and_measures() -> None:
    listing = resting()
    measure = on_list(listing)
    withdraw(listing)
    review()
    services.leave_listing(
        listing=listing, ground=ExitGround.REVOCATION, reason="依据已撤回", by=OFFICE, at=NOW
    )
    measure.refresh_from_db()
    assert (measure.ended_on, measure.end_ground) == (TODAY, EndGround.REVOCATION)
    assert not measure.suspensions.open().exists()
    assert not Deadline.objects.open().exists()


def test_upheld_on_the_corrected_record_measures_go_on() -> None:
    listing = resting()
    measure = on_list(listing)
    new = correct(listing)
    review()
    services.uphold_listing(listing=listing, reason="仍达到列入标准", by=OFFICE, at=NOW)

    listing.refresh_from_db()
    assert (listing.status, listing.basis) == (ListingStatus.LISTED, new)
    assert not listing.is_under_review
    assert Measure.objects.in_force(TODAY).get() == measure
    assert review() == 0


def test_nothing_is_upheld_without_a_record() -> None:
    listing = resting()
    withdraw(listing)
    review()
    with pytest.raises(Refused, match="应当移出名单"):
        services.uphold_listing(listing=listing, reason="维持", by=OFFICE, at=NOW)


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize(("fall", "is_offered"), [(withdraw, False), (correct, True)])
def test_the_page_offers_to_uphold_only_where_a_record_stands(
    fall: Any, is_offered: bool, client: Client
) -> None:
    listing = resting()
    fall(listing)
    review()
    client.force_login(UserFactory(agency=listing.agency))
    page = f"/desk/supervision/listings/{listing.pk}/"
    text = client.get(page).content.decode()
    assert (f"{page}uphold/" in text, "不能维持名单" in text) == (is_offered, not is_offered)


def test_the_proposer_does_not_uphold() -> None:
    listing = ListingFactory(under_review=True)
    proposer = UserFactory(agency=listing.agency)
    Listing.objects.filter(pk=listing.pk).update(proposed_by=proposer)
    with pytest.raises(NotAllowed, match="提出人以外"):
        services.uphold_listing(listing=listing, reason="维持", by=proposer, at=NOW)


def test_the_duty_is_the_agencys_own() -> None:
    listing = ListingFactory(under_review=True)
    duty = next(duty for duty in DUTIES if duty.label == "名单待复核")
    own, other = UserFactory(agency=listing.agency), UserFactory()
    assert [duty.count(viewer_of(user), TODAY) for user in (own, other)] == [1, 0]


@pytest.mark.usefixtures("on_the_day")
def test_the_page_shows_the_light_and_the_act(client: Client) -> None:
    listing = ListingFactory(under_review=True)
    client.force_login(UserFactory(agency=listing.agency))
    text = client.get("/desk/supervision/listings/?state=to_review").content.decode()
    assert listing.entity.name in text
    page = f"/desk/supervision/listings/{listing.pk}/"
    assert "维持名单" in client.get(page).content.decode()
    client.post(f"{page}uphold/", {"reason": "更正后仍达到标准"})
    assert not Listing.objects.get().is_under_review
