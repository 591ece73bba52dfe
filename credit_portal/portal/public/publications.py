"""What is published, read through the one visibility rule and paged by key."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.shared.masking import mask_in_text
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.querysets import CreditRecordQuerySet

PER_PAGE = 20
KEY = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,18})")
VALUES = (
    "pk", "kind", "title", "level", "document_number", "authority_name", "decided_on",
    "published_from", "recorded_at", "entity__uscc", "entity__name",
)  # fmt: skip


@dataclass(frozen=True)
class Publication:
    """One line of a column, masked."""

    pk: int
    kind: str
    title: str
    level: str
    number: str
    authority: str
    decided_on: date
    published_from: date
    recorded_at: datetime
    uscc: str
    name: str

    @property
    def kind_label(self) -> str:
        return str(RecordKind(self.kind).label)

    @property
    def online_on(self) -> date:
        """Since which day everybody can read it."""
        return max(self.published_from, timezone.localdate(self.recorded_at))


@dataclass(frozen=True)
class PublicationFilter:
    """What the visitor chose."""

    first: date | None = None
    last: date | None = None
    authority: str = ""


@dataclass(frozen=True)
class PublicationPage:
    """Rows after a key, the latest first; ``next_key`` is empty on the last page."""

    rows: list[Publication]
    next_key: str


def published(on: date) -> CreditRecordQuerySet:
    """What everybody may see on a day."""
    return CreditRecord.objects.visible_to(PUBLIC_VIEWER, on)


def page_of(kind: str, chosen: PublicationFilter, after: str, on: date) -> PublicationPage:
    """One page of a column. No row is counted: the next page begins after the last key of this."""
    rows = published(on).filter(kind=kind)
    if chosen.first:
        rows = rows.filter(decided_on__gte=chosen.first)
    if chosen.last:
        rows = rows.filter(decided_on__lte=chosen.last)
    if chosen.authority:
        rows = rows.filter(authority_name=chosen.authority)
    found = shown(_after(rows, after), PER_PAGE + 1)
    lines = found[:PER_PAGE]
    has_more = len(found) > PER_PAGE
    return PublicationPage(lines, f"{lines[-1].decided_on}.{lines[-1].pk}" if has_more else "")


def latest(kind: str, on: date, limit: int) -> list[Publication]:
    """The latest publications of a kind."""
    return shown(published(on).filter(kind=kind), limit)


def latest_of(uscc: str, on: date, limit: int) -> list[Publication]:
    """The latest publications about one business."""
    return shown(published(on).filter(entity__uscc=uscc), limit)


def _after(rows: CreditRecordQuerySet, key: str) -> CreditRecordQuerySet:
    """The rows behind a key; an unreadable one means the beginning."""
    found = KEY.fullmatch(key)
    if not found:
        return rows
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return rows
    # The first condition lets the index be read from there; the second tells ties apart.
    return rows.filter(decided_on__lte=day).filter(Q(decided_on__lt=day) | Q(pk__lt=int(found[2])))


def shown(rows: CreditRecordQuerySet, limit: int) -> list[Publication]:
    """The latest of some records as lines, masked."""
    return [_masked(*values) for values in rows.newest_first().values_list(*VALUES)[:limit]]


def _masked(pk: int, kind: str, title: str, *rest: Any) -> Publication:
    return Publication(pk, kind, mask_in_text(title), *rest)
