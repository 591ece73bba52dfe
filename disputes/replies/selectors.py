"""Reads of statements."""

from datetime import date

from django.db.models import Exists, OuterRef

from credit_portal.accounts.viewers import Viewer
from disputes.models import Reply
from entities.models import CreditRecord
from entities.querysets import CreditRecordQuerySet


def reply_beside(record: CreditRecord, on: date) -> Reply | None:
    """What the business says to a record; for whoever may see the record."""
    return Reply.objects.shown(on).filter(record=record).first()


def records_to_answer(viewer: Viewer, on: date) -> CreditRecordQuerySet:
    """Own records that stand against the business and have no statement yet."""
    rows = CreditRecord.objects.visible_to(viewer, on).standing().unrepaired(on)
    answered = Reply.objects.standing().filter(record=OuterRef("pk")).order_by()
    return rows.exclude(level="").exclude(Exists(answered)).newest_first()
