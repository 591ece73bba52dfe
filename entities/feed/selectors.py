"""Reads of the change feed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from credit_portal.accounts.viewers import Viewer
from entities.models import FactChange, FeedConsumer, FeedReceipt
from entities.querysets import FactChangeQuerySet


@dataclass(frozen=True)
class Reception:
    """Whether a reader of the feed has followed a change; ``at`` is empty until then."""

    agency: str
    at: datetime | None


def changes_after(consumer: FeedConsumer, viewer: Viewer) -> FactChangeQuerySet:
    """What a reader has not receipted yet, the oldest first."""
    last = consumer.receipts.order_by("-up_to").values_list("up_to", flat=True).first()
    rows = FactChange.objects.visible_to(viewer).filter(at__gte=consumer.since)
    return rows.filter(pk__gt=last or 0).order_by("pk")


def receptions_of(change: FactChange) -> list[Reception]:
    """Every reader of the feed at the time of a change, and since when it follows it."""
    rows = FeedConsumer.objects.filter(since__lte=change.at).select_related("agency")
    rows = rows.exclude(ended_at__lte=change.at)
    first = dict(
        FeedReceipt.objects.filter(up_to__gte=change.pk)
        .values_list("consumer")
        .annotate(at=Min("at"))
    )
    return [Reception(row.agency.short_name, first.get(row.pk)) for row in rows]
