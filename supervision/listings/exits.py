"""名单移出: who left a public list, when and why; not what the listing was about."""

from datetime import date, timedelta

from django.conf import settings

from supervision.listings.choices import ExitGround
from supervision.listings.querysets import ListingQuerySet
from supervision.models import Listing

EXPIRED, WITHDRAWN = "期限届满", "记录已撤回"
DAY = timedelta(days=1)


def recent_exits(on: date, first: date | None = None, last: date | None = None) -> ListingQuerySet:
    """The exits that are told on a day, the latest first; of a period, where one is chosen."""
    oldest = on - settings.PORTAL_EXITS_SHOWN_DAYS * DAY
    rows = Listing.objects.exits_published(max(first or oldest, oldest), min(last or on, on))
    return rows.select_related("entity", "agency", "record").order_by("-left_on", "-pk")


def ground_of(listing: Listing) -> str:
    """Why it ended on its ``left_on``: by an act, by the calendar, or because its record fell."""
    left_on: date = listing.left_on  # type: ignore[attr-defined]
    if listing.exited_on == left_on:
        return str(listing.get_exit_ground_display())
    if listing.until_on and listing.until_on + DAY == left_on:
        return EXPIRED
    is_repaired = listing.record is not None and listing.record.repaired_at is not None
    return str(ExitGround.REPAIR.label) if is_repaired else WITHDRAWN
