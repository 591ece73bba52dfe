"""Lists in force by their dates alone, and who sees them."""

from typing import Any

import pytest

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind, viewer_of
from credit_portal.policy import services as policy
from credit_portal.policy.choices import InspectionTier
from credit_portal.shared.errors import Refused
from entities.choices import PublicationScope, RecordKind
from entities.fact_types import FactType
from entities.models import CreditRecord
from supervision import services
from supervision.listings.choices import ExitGround, ListKind
from supervision.models import Listing
from supervision.selectors import check, treatment_for
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY
from tests.factories.supervision import ListingFactory
from tests.supervision.listed import DAY, OFFICE, in_force

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("traits", "kind", "fact", "scope"),
    [
        ({}, RecordKind.JUDGMENT_DEBT, FactType.JUDGMENT_DEBT, PublicationScope.PUBLIC),
        (
            {"name": "统计严重失信"},
            RecordKind.LISTING,
            FactType.SERIOUS_LIST,
            PublicationScope.PUBLIC,
        ),
        ({"focus": True}, RecordKind.LISTING, FactType.FOCUS_LIST, PublicationScope.GOVERNMENT),
        (
            {"kind": ListKind.ABNORMAL, "name": "经营异常名录"},
            RecordKind.ABNORMAL,
            FactType.ABNORMAL,
            PublicationScope.PUBLIC,
        ),
    ],
    ids=str,
)
def test_delivery_writes_the_fact_that_grading_counts(
    traits: dict[str, Any], kind: RecordKind, fact: FactType, scope: PublicationScope, catalogue
) -> None:
    listing = ListingFactory(decided=True, **traits)
    listing = services.deliver_listing(listing=listing, delivery="直接送达", by=OFFICE, at=NOW)
    record = CreditRecord.objects.get(pk=listing.record_id)

    assert (record.kind, record.fact_type, record.scope) == (kind, fact, scope)
    assert (record.valid_from, record.valid_until) == (listing.from_on, listing.until_on)
    assert record.document_number == listing.decision_number


def test_without_delivery_nothing_is_in_force() -> None:
    assert not in_force(ListingFactory(decided=True))


def test_in_force_follows_from_dates_without_any_job() -> None:
    listing = ListingFactory(listed=True, until_on=TODAY + DAY)

    days = [TODAY + n * DAY for n in range(-1, 3)]
    assert [in_force(listing, day) for day in days] == [False, True, True, False]
    assert [check(listing.entity, day).is_hit for day in days] == [False, True, True, False]


@pytest.mark.parametrize("ground", [ExitGround.REVOCATION, ExitGround.DISPUTE])
def test_a_wrong_listing_leaves_the_register_too(ground: ExitGround) -> None:
    listing = ListingFactory(listed=True)
    services.leave_listing(listing=listing, ground=ground, reason="撤销", by=OFFICE, at=NOW)

    assert not in_force(listing)
    assert CreditRecord.objects.get(pk=listing.record_id).withdrawn_at == NOW


def test_a_repair_is_decided_in_the_register_first() -> None:
    listing = ListingFactory(listed=True)
    repair = {"ground": ExitGround.REPAIR, "reason": "已修复", "by": OFFICE, "at": NOW}
    with pytest.raises(Refused):
        services.leave_listing(listing=listing, **repair)

    CreditRecord.objects.filter(pk=listing.record_id).update(repaired_at=NOW)
    assert not in_force(listing)
    assert services.leave_listing(listing=listing, **repair).exit_ground == ExitGround.REPAIR


def test_a_serious_listing_is_inspected_strictly_a_praise_not() -> None:
    treatments = {
        name: treatment_for(ListingFactory(listed=True, **traits).entity, TODAY)
        for name, traits in (("serious", {}), ("focus", {"focus": True}), ("red", {"red": True}))
    }
    tiers = {name: found.inspection.tier.value for name, found in treatments.items()}

    assert tiers == {
        "serious": InspectionTier.STRICT,
        "focus": InspectionTier.RAISED,
        "red": InspectionTier.REDUCED,
    }
    assert treatments["focus"].label.text == "重点关注对象"
    assert len(treatments["serious"].listings) == 1


def test_who_sees_a_case() -> None:
    case = ListingFactory()
    own_business = Viewer(ViewerKind.ENTITY, usccs=frozenset({case.entity.uscc}))
    keeper = viewer_of(UserFactory(agency=case.agency))

    def sees(viewer: Viewer) -> bool:
        return Listing.objects.visible_to(viewer).filter(pk=case.pk).exists()

    viewers = (keeper, viewer_of(UserFactory()), own_business, PUBLIC_VIEWER)
    assert [sees(viewer) for viewer in viewers] == [True, False, False, False]
    services.notify_listing(listing=case, by=OFFICE, at=NOW)
    assert sees(own_business)


def test_the_public_sees_what_the_law_publishes() -> None:
    shown = ListingFactory(listed=True)
    for traits in ({"focus": True, "listed": True}, {"decided": True}, {"exited": True}):
        ListingFactory(**traits)

    assert Listing.objects.published(TODAY).get() == shown
    assert policy.pack_in_force(TODAY).lists.notice_before.value
