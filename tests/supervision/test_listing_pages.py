"""Lists on their pages: the desk, the business concerned, everybody."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import NotVisible
from supervision import services
from supervision.listings.duties import DUTIES
from supervision.models import Listing
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.supervision import EntityPersonFactory, ListingFactory
from tests.supervision.listed import OFFICE, in_force

pytestmark = pytest.mark.django_db


def step(client: Client, listing: Listing, name: str, values: dict[str, Any]) -> None:
    address = reverse("supervision:listing_act", args=[listing.pk, name])
    assert client.get(address).status_code == 200
    assert client.post(address, values).status_code == 302, name


def test_a_case_goes_through_its_pages(as_user, on_the_day, catalogue) -> None:
    entity, officer = EntityFactory(), UserFactory()
    client = as_user(officer)
    address = reverse("supervision:listing_new", args=[entity.uscc])
    filled = {
        "kind": "serious", "name": "失信被执行人", "facts": "拒不履行", "legal_basis": "《民诉法》",
        "court_number": "（2026）澄执1号", "court_authority": "澄江市人民法院", "court_on": TODAY,
    }  # fmt: skip
    without_document = filled | {"court_on": ""}
    assert "文书为依据" in client.post(address, without_document).content.decode()
    client.post(address, filled)
    listing = Listing.objects.get()

    step(client, listing, "notify", {})
    step(client, listing, "state", {"statement": "正在筹款"})
    decision = {"decision_number": "澄列决1号", "decision": "不采纳", "from_on": TODAY}
    own = client.post(reverse("supervision:listing_act", args=[listing.pk, "decide"]), decision)
    assert "提出人以外" in own.content.decode()

    client = as_user(UserFactory(agency=officer.agency))
    step(client, listing, "decide", decision)
    step(client, listing, "deliver", {"delivery": "直接送达"})
    page = client.get(reverse("supervision:listing", args=[listing.pk])).content.decode()
    assert "正在筹款" in page
    assert "在名单内" in page
    step(client, listing, "leave", {"ground": "revocation", "reason": "判决撤销"})
    assert not in_force(listing)


def test_the_public_page_masks_the_persons_behind_a_serious_listing(client, on_the_day) -> None:
    listing = ListingFactory(listed=True)
    EntityPersonFactory(entity=listing.entity)
    ListingFactory(listed=True, focus=True, entity__name="只供政务共享的企业")

    text = client.get(reverse("supervision:published_listings")).content.decode()
    assert listing.entity.name in text
    assert "法定代表人：张**" in text
    assert "张建国" not in text
    assert "只供政务共享的企业" not in text
    other = client.get(reverse("supervision:published_listings"), {"kind": "red"})
    assert listing.entity.name not in other.content.decode()


def test_the_business_reads_its_notice_and_answers(owner_of, client, on_the_day) -> None:
    listing = services.notify_listing(listing=ListingFactory(), by=OFFICE, at=NOW)
    owner_of(listing.entity)
    address = reverse("supervision:my_listing", args=[listing.pk])

    assert listing.name in client.get(reverse("supervision:my_listings")).content.decode()
    assert "行政复议" in client.get(address).content.decode()
    client.post(address, {"statement": "已于本月履行完毕"})
    listing.refresh_from_db()
    assert listing.statement == "已于本月履行完毕"
    assert "提出陈述申辩" not in client.get(address).content.decode()
    other = ListingFactory(notified=True)
    assert client.get(reverse("supervision:my_listing", args=[other.pk])).status_code == 404


def test_a_business_does_not_answer_for_another() -> None:
    user = MandateFactory(uscc=ListingFactory(notified=True).entity.uscc).user

    with pytest.raises(NotVisible):
        services.state_on_listing(
            listing=ListingFactory(notified=True), statement="不是我的", by=user, at=NOW
        )


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("", {"提出的", "已告知", "听取过", "决定的", "列入的"}),
        ("to_notify", {"提出的"}),
        ("to_decide", {"听取过"}),
        ("to_deliver", {"决定的"}),
        ("in_force", {"列入的"}),
    ],
)
def test_the_list_is_filtered(state: str, shown: set[str], as_user, on_the_day) -> None:
    states = {
        "提出的": {}, "已告知": {"notified": True}, "听取过": {"heard": True},
        "决定的": {"decided": True}, "列入的": {"listed": True},
    }  # fmt: skip
    for name, traits in states.items():
        ListingFactory(entity__name=f"{name}企业", **traits)
    client = as_user(UserFactory(lead_officer=True))

    text = client.get(reverse("supervision:listings"), {"state": state}).content.decode()
    assert {name for name in states if f"{name}企业" in text} == shown


def test_what_waits_is_counted_for_the_agency() -> None:
    case = ListingFactory(heard=True)
    ListingFactory(heard=True)
    viewer = viewer_of(UserFactory(agency=case.agency))

    assert [duty.count(viewer, TODAY) for duty in DUTIES] == [0, 1, 0, 0]
    assert DUTIES[1].count(viewer_of(case.proposed_by), TODAY) == 0  # another officer decides


def test_the_lists_name_in_the_document_stands_beside_todays(
    client, on_the_day, monkeypatch
) -> None:
    ListingFactory(listed=True)
    page = reverse("supervision:published_listings")
    words = "文件所称“失信联合惩戒对象名单”"
    for code, is_named in (("jiangxi", True), ("national_2026", False)):
        pack = pack_by_code(code, TODAY)
        monkeypatch.setattr("credit_portal.policy.context.pack_in_force", lambda on, p=pack: p)
        assert (words in client.get(page).content.decode()) == is_named
