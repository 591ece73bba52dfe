"""The state of a record in words, derived from its timestamps and a date; none is stored."""

from datetime import date, datetime
from typing import Protocol

from django.db import models
from django.utils import timezone

from entities.choices import PublicationScope


class Dated(Protocol):
    """The columns of a record that make its state; a record or a row of its values."""

    scope: str
    published_from: date | None
    published_until: date | None
    withdrawn_at: datetime | None
    repaired_at: datetime | None
    replaced_by_id: int | None


class RecordState(models.TextChoices):
    """What a reader needs to know before relying on a record."""

    PUBLISHED = "published", "公示中"
    LIFTED = "lifted", "暂时解除公示"
    PENDING = "pending", "待公示"
    UNPUBLISHED = "unpublished", "不公示"
    EXPIRED = "expired", "已到期"
    REPAIRED = "repaired", "已修复"
    WITHDRAWN = "withdrawn", "已撤回"
    CORRECTED = "corrected", "已更正"

    @property
    def tone(self) -> str:
        """Tone of its mark."""
        return _TONES.get(self, "neutral")


_TONES = {RecordState.PUBLISHED: "info", RecordState.REPAIRED: "success"}


def state_of(record: Dated, on: date, *, is_lifted: bool = False) -> RecordState:
    """The state on a date; agrees with ``CreditRecordQuerySet.published``.

    Args:
        is_lifted: lifted for a time on that date (``CreditRecordQuerySet.with_marks``).
    """
    if record.withdrawn_at:
        return RecordState.CORRECTED if record.replaced_by_id else RecordState.WITHDRAWN
    if record.repaired_at and timezone.localdate(record.repaired_at) <= on:
        return RecordState.REPAIRED
    if record.scope != PublicationScope.PUBLIC or record.published_from is None:
        return RecordState.UNPUBLISHED
    if record.published_from > on:
        return RecordState.PENDING
    if record.published_until and record.published_until <= on:
        return RecordState.EXPIRED
    if is_lifted:
        return RecordState.LIFTED
    return RecordState.PUBLISHED
