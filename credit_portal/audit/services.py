"""Writes to the audit log: one function for acts, one for look-ups, one for the daily head."""

import logging
import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import models

from credit_portal.audit import verification
from credit_portal.audit.models import AuditEntry, AuditHead, AuditLink
from credit_portal.shared.actors import Actor
from credit_portal.shared.history import save_with_history
from credit_portal.shared.masking import mask_id_number

logger = logging.getLogger(__name__)

LOOK_UP = "entities.look_up"
LOOK_UPS_A_STATEMENT = 2000
ID_NUMBER = re.compile(r"(?<![0-9A-Z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dX](?![0-9A-Z])")


def record(
    *,
    by: Actor,
    act: str,
    obj: models.Model | None = None,
    object_type: str = "",
    object_id: str = "",
    object_label: str = "",
    reason: str = "",
    purpose: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: datetime,
) -> AuditEntry:
    """Append one entry; the database links it into the chain when the transaction commits.

    Args:
        act: ``"app.verb_noun"``.
        obj: fills the three ``object_*`` values that are not given.
        before, after: the fields that changed. ID numbers are masked should one slip in.
    """
    if obj is not None:
        object_type = object_type or obj._meta.label_lower
        object_id = object_id or str(obj.pk)
        object_label = object_label or str(obj)
    return AuditEntry.objects.create(
        at=at,
        **_names_of(by),
        act=act,
        object_type=object_type,
        object_id=object_id,
        object_label=without_id_numbers(object_label)[:300],
        reason=without_id_numbers(reason),
        purpose=without_id_numbers(purpose),
        before=without_id_numbers(before),
        after=without_id_numbers(after),
    )


def save_and_record(
    obj: models.Model, *, act: str, by: Actor, at: datetime, reason: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Save with user and reason in its history, and append the one entry of the act."""
    save_with_history(obj, by=by, at=at, reason=reason)
    record(by=by, act=act, obj=obj, reason=reason, before=before, after=after, at=at)


def record_lookup(*, by: Actor, entity_uscc: str, purpose: str, at: datetime) -> AuditEntry:
    """Append the look-up of an entity file with its purpose (江西 三十二: logged look-ups)."""
    return record(
        by=by,
        act=LOOK_UP,
        object_type="entities.entity",
        object_id=entity_uscc,
        object_label=entity_uscc,
        purpose=purpose,
        at=at,
    )


def record_lookups(*, by: Actor, entity_usccs: Collection[str], purpose: str, at: datetime) -> None:
    """The same of many files at once, in a few statements: each business sees its own."""
    said = {**_names_of(by), "purpose": without_id_numbers(purpose), "at": at}
    entries = (
        AuditEntry(
            act=LOOK_UP, object_type="entities.entity", object_id=code, object_label=code, **said
        )
        for code in entity_usccs
    )
    AuditEntry.objects.bulk_create(entries, batch_size=LOOK_UPS_A_STATEMENT)


def keep_daily_head(*, on: date) -> AuditHead:
    """Verify the chain and keep its last link for the day; once per day, safe to run twice.

    The head also goes to the logs, which leave the machine: whoever rewrites the whole chain in
    the database cannot rewrite it there.
    """
    kept = AuditHead.objects.filter(date=on).first()
    if kept:
        return kept
    result = verification.verify_chain()
    last = AuditLink.objects.order_by("seq").last()
    head = AuditHead.objects.create(
        date=on,
        seq=last.seq if last else 0,
        hash=last.hash if last else "",
        finding=str(result.first_break or "")[:300],
    )
    logger.info(
        "audit head kept",
        extra={"audit_date": str(on), "audit_seq": head.seq, "audit_hash": head.hash},
    )
    return head


def _names_of(by: Actor) -> dict[str, Any]:
    """Who acted, in plain values."""
    return {
        "actor_id": by.actor_id,
        "actor_label": by.actor_label,
        "agency_code": by.agency_code,
    }


def without_id_numbers(value: Any) -> Any:
    """The value with every resident ID number in it masked (personal data stays out of the log)."""
    if isinstance(value, str):
        return ID_NUMBER.sub(lambda found: mask_id_number(found.group()), value)
    if isinstance(value, dict):
        return {key: without_id_numbers(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_id_numbers(item) for item in value]
    return value
