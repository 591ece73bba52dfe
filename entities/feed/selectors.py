"""Reads of the change feed: what a reader has to follow, and who has followed what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from credit_portal.accounts.viewers import viewer_of_agency
from credit_portal.policy.selectors import pack_in_force, work_calendar
from credit_portal.shared.workdays import Deadline, add_workdays
from entities.models import FactChange, FeedConsumer, FeedReceipt
from entities.querysets import FactChangeQuerySet


@dataclass(frozen=True)
class Reception:
    """Whether a reader of the feed has followed a change; ``at`` is empty until then."""

    agency: str
    at: datetime | None
    left_at: datetime | None = None

    @property
    def is_awaited(self) -> bool:
        """Whoever has left the feed holds no copy that could be wrong."""
        return self.at is None and self.left_at is None


def consumer_of(agency_id: int | None) -> FeedConsumer | None:
    """The subscription of an agency, if it has one."""
    rows = FeedConsumer.objects.current().filter(agency=agency_id)
    return rows.select_related("agency").first()


def followed_by(consumer: FeedConsumer) -> FactChangeQuerySet:
    """The changes that a reader has to follow: of its time, of facts that it could see."""
    rows = FactChange.objects.visible_to(viewer_of_agency(consumer.agency))
    rows = rows.filter(at__gte=consumer.since)
    return rows.filter(at__lt=consumer.ended_at) if consumer.ended_at else rows


def outstanding(consumer: FeedConsumer) -> FactChangeQuerySet:
    """What a reader has not receipted yet, the oldest first."""
    receipts = FeedReceipt.objects.filter(consumer=consumer, change=OuterRef("pk")).order_by()
    return followed_by(consumer).exclude(Exists(receipts)).order_by("pk")


def receipted(consumer: FeedConsumer) -> FactChangeQuerySet:
    """What a reader has receipted, the latest first."""
    return FactChange.objects.filter(receipts__consumer=consumer).order_by("-pk")


def awaited_changes() -> FactChangeQuerySet:
    """Changes that some reader has not receipted yet."""
    readers = FeedConsumer.objects.current().select_related("agency")
    waiting = (Q(pk__in=outstanding(reader).order_by().values("pk")) for reader in readers)
    return FactChange.objects.filter(reduce(or_, waiting, Q(pk__in=[])))


def receptions_of(change: FactChange) -> list[Reception]:
    """Every reader that has to follow a change, and since when it does."""
    return receptions_by_change([change])[change.pk]


def receptions_by_change(changes: Collection[FactChange]) -> dict[int, list[Reception]]:
    """The same for a page of changes, by a query for each reader."""
    found: dict[int, list[Reception]] = {change.pk: [] for change in changes}
    keys = list(found)
    at = _receipt_times(keys)
    for reader in FeedConsumer.objects.select_related("agency"):
        for change in followed_by(reader).filter(pk__in=keys).values_list("pk", flat=True):
            said = Reception(reader.agency.short_name, at.get((reader.pk, change)), reader.ended_at)
            found[change].append(said)
    return found


def _receipt_times(changes: Iterable[int]) -> dict[tuple[int, int], datetime]:
    rows = FeedReceipt.objects.filter(change__in=changes).order_by()
    return {(row.consumer_id, row.change_id): row.at for row in rows}


def sync_periods(changes: Iterable[FactChange]) -> list[Deadline]:
    """Until when the readers have to follow each change; the pack is asked once a day of change."""
    calendar, days_on = work_calendar(), cache(_sync_days)
    changed_on = [timezone.localdate(change.at) for change in changes]
    return [add_workdays(day, days_on(day), calendar) for day in changed_on]


def _sync_days(on: date) -> int:
    return int(pack_in_force(on).disputes.sync_days.value)


def overdue(changes: FactChangeQuerySet, on: date) -> FactChangeQuerySet:
    """Those whose last day is over."""
    calendar, days = work_calendar(), _sync_days(on)
    last = on
    while add_workdays(last, days, calendar).date >= on:
        last -= timedelta(days=1)
    return changes.filter(at__date__lte=last)
