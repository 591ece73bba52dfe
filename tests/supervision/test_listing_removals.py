"""Files of lists: a row that says when a business left takes it off, and only by its authority."""

from datetime import date, timedelta

import pytest

from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from entities.imports.report import report_of
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.measures.choices import EndGround
from supervision.models import Listing, Measure
from tests.entities.imports.files import AUTHORITY_CODE, NOW, TODAY, import_rows, listing_row
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.supervision import MeasureFactory

pytestmark = pytest.mark.django_db
LEFT = {"移出日期": "2026/04/01", "移出原因": "撤销决定", "移出文书号": "（2026）澄0281执撤1号"}


@pytest.fixture(autouse=True)
def catalogue():
    install_catalogue(by=SystemActor("test"), at=NOW)


@pytest.fixture
def court():
    return AgencyFactory(uscc=AUTHORITY_CODE)


def take(*rows, **options):
    return import_rows(*rows, layout="listings", **options)


def refusal_of(batch) -> str:
    (issue,) = report_of(batch)["rejected"]
    return issue["message"]


def test_a_listing_sent_again_with_its_removal_leaves_by_the_act(court):
    officer = UserFactory(role=Role.COURT_OFFICER, agency=court)
    take(listing_row(1), listing_row(2), agency=court, by=officer)
    measure = MeasureFactory(record=Listing.objects.order_by("pk")[0].record)
    batch = take(listing_row(1, **LEFT), agency=court, by=officer)

    assert (batch.accepted, batch.duplicates, batch.rejected) == (1, 0, 0)
    left = Listing.objects.get(status=ListingStatus.EXITED)
    assert (left.exited_on, left.exit_ground, left.exit_reference) == (
        date(2026, 4, 1), ExitGround.REVOCATION, LEFT["移出文书号"],
    )  # fmt: skip
    assert left.record.withdrawn_at == NOW
    assert not Listing.objects.in_force(TODAY).filter(pk=left.pk).exists()
    assert Listing.objects.in_force(TODAY).count() == 1
    assert Measure.objects.get(pk=measure.pk).end_ground == EndGround.REVOCATION
    entry = AuditEntry.objects.get(act="supervision.leave_listing")
    assert entry.actor_id == officer.actor_id


def test_what_has_left_neither_leaves_twice_nor_comes_back(court):
    take(listing_row(1))
    take(listing_row(1, **LEFT))
    assert take(listing_row(1), listing_row(1, **LEFT)).duplicates == 2
    assert not Listing.objects.in_force(TODAY).exists()


def test_a_file_may_list_and_remove_and_says_so_once(court):
    again = LEFT | {"移出日期": "2026/04/02"}
    batch = take(listing_row(1, **LEFT), listing_row(1), listing_row(1, **again))
    assert (batch.accepted, batch.duplicates) == (2, 1)
    assert Listing.objects.get().exited_on == date(2026, 4, 1)


def test_a_removal_by_repair_repairs_the_record(court):
    take(listing_row(1))
    take(listing_row(1, **LEFT | {"移出原因": "信用修复"}))
    listing = Listing.objects.get()
    assert (listing.exit_ground, listing.record.repaired_at) == (ExitGround.REPAIR, NOW)
    assert listing.record.withdrawn_at is None


def test_a_removal_of_what_is_not_listed_comes_back(court):
    assert "没有依该决定列入的名单，不能移出" in refusal_of(take(listing_row(1, **LEFT)))
    take(listing_row(1))
    other = LEFT | {"列入决定文书号": "（2026）澄0281执99号"}
    assert "没有依该决定列入的名单" in refusal_of(take(listing_row(1, **other)))
    assert Listing.objects.get().status == ListingStatus.LISTED


@pytest.mark.parametrize("missing", LEFT)
def test_a_removal_is_told_in_full(court, missing):
    take(listing_row(1))
    assert "都应当填写" in refusal_of(take(listing_row(1, **LEFT | {missing: ""})))


@pytest.mark.parametrize(
    ("left_on", "said"),
    [("2026/03/01", "早于“列入日期”"), (f"{TODAY + timedelta(1):%Y/%m/%d}", "晚于导入当日")],
)
def test_nobody_leaves_before_he_stood_there_nor_tomorrow(court, left_on, said):
    take(listing_row(1))
    assert said in refusal_of(take(listing_row(1, **LEFT | {"移出日期": left_on})))


def test_nobody_removes_what_another_agency_listed(court):
    take(listing_row(1))
    Listing.objects.update(agency=AgencyFactory())
    officer = UserFactory(role=Role.COURT_OFFICER, agency=court)
    batch = take(listing_row(1, **LEFT), agency=court, by=officer)
    assert "不是本单位认定的名单，不能移出" in refusal_of(batch)
    lead = user_with(Role.LEAD_OFFICER)
    assert take(listing_row(1, **LEFT), agency=lead.agency, by=lead).accepted == 1


def test_a_list_that_is_no_longer_kept_can_still_be_left(court):
    take(listing_row(1))
    Listing.objects.update(name="已经废止的名单")
    assert take(listing_row(1, **LEFT | {"名单名称": "已经废止的名单"})).accepted == 1
