"""Atom feeds of the public lists: who was listed, who left."""

from datetime import date, datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from credit_portal.shared import clock
from credit_portal.shared.masking import mask_in_text
from credit_portal.shared.spreadsheet import clean_text
from supervision.listings.exits import ground_of, recent_exits
from supervision.listings.querysets import ListingQuerySet
from supervision.models import Listing

ENTRIES = 50


class _ListFeed(Feed):
    """What the two share; an entry is a listing."""

    feed_type = Atom1Feed
    language = "zh-CN"

    def item_link(self, item: Any) -> str:
        return reverse("portal:entity", args=[item.entity.uscc])

    def item_updateddate(self, item: Any) -> datetime:
        moment: datetime = self.item_pubdate(item)
        return moment


class ListingFeed(_ListFeed):
    """The latest that are in force."""

    title = "名单公示"

    def link(self) -> str:
        return reverse("supervision:published_listings")

    def items(self) -> ListingQuerySet:
        rows = Listing.objects.published(clock.today()).select_related("entity", "agency")
        return rows.order_by("-delivered_at", "-pk")[:ENTRIES]

    def item_guid(self, item: Any) -> str:
        return f"listing:{item.pk}"

    def item_title(self, item: Any) -> str:
        return str(clean_text(f"{item.entity.name}：列入{item.name}"))

    def item_description(self, item: Any) -> str:
        said = (item.agency.name, item.decision_number, mask_in_text(item.facts))
        return str(clean_text("　".join(said)))

    def item_pubdate(self, item: Any) -> datetime:
        moment: datetime = item.delivered_at
        return moment


class ExitFeed(_ListFeed):
    """The latest exits."""

    title = "名单移出公告"

    def link(self) -> str:
        return reverse("supervision:published_exits")

    def items(self) -> ListingQuerySet:
        return recent_exits(clock.today())[:ENTRIES]

    def item_guid(self, item: Any) -> str:
        return f"listing:{item.pk}:exit"

    def item_title(self, item: Any) -> str:
        return str(clean_text(f"{item.entity.name}：移出{item.name}"))

    def item_description(self, item: Any) -> str:
        return f"{item.agency.name}　{ground_of(item)}　移出日期 {item.left_on}"

    def item_pubdate(self, item: Any) -> datetime:
        return _morning(item.left_on)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
