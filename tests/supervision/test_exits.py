"""移出公告: whoever left a public list, whatever ended it; nothing of what the listing said."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from supervision.listings.choices import ExitGround, ListingStatus
from supervision.listings.exits import ground_of, recent_exits
from supervision.models import Listing
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.supervision import ListingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
DAY = timedelta(days=1)
PAGE = "/lists/exits/"
RECORD = ("repaired_at", "withdrawn_at", "withdrawal_reason", "scope")


def left(**changes: Any) -> Listing:
    """A listing since a month, which is over for one cause or another."""
    record = {name: changes.pop(name) for name in RECORD if name in changes}
    values = {"listed": True, "from_on": TODAY - 30 * DAY, "until_on": None}
    listing: Listing = ListingFactory(**values | changes)
    listing.record = CreditRecordFactory(entity=listing.entity, **record)
    listing.save()
    return listing


def exited(ground: ExitGround = ExitGround.DISPUTE, on: Any = TODAY, **changes: Any) -> Listing:
    said = {"exit_ground": ground, "exit_reason": "不成立", "exited_on": on}
    return left(status=ListingStatus.EXITED, **said | changes)


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"until_on": TODAY - DAY}, "期限届满"),
        ({"repaired_at": NOW}, "信用修复"),
        ({"withdrawn_at": NOW, "withdrawal_reason": "有误"}, "记录已撤回"),
    ],
)
def test_what_ends_a_listing_by_itself_is_an_exit(changes: dict[str, Any], ground: str) -> None:
    listing = left(**changes)

    (found,) = recent_exits(TODAY)
    assert found == listing
    assert found.left_on == TODAY
    assert ground_of(found) == ground
    assert not Listing.objects.in_force(TODAY).exists()


def test_an_act_of_exit_is_told_with_its_ground_alone(client: Client) -> None:
    listing = exited(facts="隐瞒财产", exit_reason="案外人异议成立")

    text = client.get(PAGE).content.decode()
    assert listing.entity.name in text
    assert "异议成立" in text
    for secret in ("隐瞒财产", "案外人", listing.document_number, listing.record.title):
        assert secret not in text


def test_what_nobody_could_read_never_leaves(client: Client) -> None:
    left()  # in force
    exited(focus=True)
    exited(from_on=TODAY)  # never in force
    exited(on=TODAY - 181 * DAY, from_on=TODAY - 300 * DAY)  # told long enough
    exited(scope="government")

    assert "没有符合条件的移出公告" in client.get(PAGE).content.decode()


def test_exits_are_filtered(client: Client) -> None:
    early = exited(on=TODAY - 5 * DAY, entity__name="先移出的企业")
    late = exited(entity__name="后移出的企业")

    def shown(**chosen: Any) -> set[Listing]:
        return {row for row, _ in client.get(PAGE, chosen).context["lines"]}

    assert shown() == {early, late}
    assert shown(first=TODAY) == {late}
    assert shown(last=TODAY - DAY) == {early}
    assert shown(q="先移出") == {early}
    assert shown(q=late.entity.uscc) == {late}
    assert shown(kind="red") == set()
    assert shown(first="昨天") == {early, late}


def test_any_number_of_exits_is_read_by_the_same_queries(
    client: Client, django_assert_num_queries
) -> None:
    for _ in range(3):
        exited()
    client.get(PAGE)
    with django_assert_num_queries(4):  # the page and its count; the version of the pack
        client.get(PAGE)


def titles(client: Client, name: str) -> list[str | None]:
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(client.get(reverse(f"supervision:{name}")).content)
    return [entry.findtext(f"{atom}title") for entry in root.iter(f"{atom}entry")]


def test_listings_and_exits_as_feeds(client: Client) -> None:
    gone, here = exited(), left()
    left(focus=True)

    assert titles(client, "exit_feed") == [f"{gone.entity.name}：移出{gone.name}"]
    assert titles(client, "listing_feed") == [f"{here.entity.name}：列入{here.name}"]
