"""Facts are written, withdrawn, corrected, and brought back; they are never edited."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.events import publish
from entities import rules, selectors
from entities.choices import DishonestyLevel, FactChangeKind, RecordKind
from entities.events import FactRecorded, FactWithdrawn
from entities.models import CreditRecord, Entity, FactChange

LONGEST_REASON = 500
CORRECTABLE = frozenset(
    ["title", "document_number", "authority_name", "authority_code", "decided_on", "valid_from",
     "valid_until", "details", "level", "scope"]
)  # fmt: skip
NAMING = ("document_number", "authority_code", "decided_on")
ORIGIN = frozenset(["entity", "kind", "reported_by", "batch", "source_row"])
# A repaired fact stays repaired when it is corrected; brought back it is as it was published.
CARRIED_OVER = CORRECTABLE | ORIGIN | {"repaired_at"}
REINSTATED = CORRECTABLE | ORIGIN | {
    "fingerprint", "published_from", "repairable_from", "published_until", "rule"
}  # fmt: skip


def record_fact(
    *, entity: Entity, kind: RecordKind, title: str, decided_on: date, authority_name: str,
    key: Sequence[str], by: Actor, at: datetime, authority_code: str = "",
    document_number: str = "", details: dict[str, Any] | None = None,
    valid_from: date | None = None, valid_until: date | None = None,
    level: DishonestyLevel | None = None, scope: str | None = None,
    published_until: date | None = None, reported_by: Agency | None = None,
) -> CreditRecord:  # fmt: skip
    """Write one fact into the register.

    Args:
        key: the fields that make the fact unique among its kind.
        level: ``None`` for a fact that is not dishonest.
        scope: overrides the catalogue's scope for this kind.
        published_until: an end of publication that the document itself states.

    Raises:
        Refused: the same fact stands already.
        Invalid: the document is dated after ``at``.
    """
    with transaction.atomic():
        record = _store(
            entity=entity, kind=kind, title=title, decided_on=decided_on,
            authority_name=authority_name, authority_code=authority_code,
            document_number=document_number, details=details or {}, valid_from=valid_from,
            valid_until=valid_until, level=level, scope=scope, published_until=published_until,
            reported_by=reported_by, fingerprint=rules.fingerprint(kind, *key), at=at,
        )  # fmt: skip
        audit.record(by=by, act="entities.record_fact", obj=record, after=_facts(record), at=at)
        publish(FactRecorded(record.pk, entity.pk))
    return record


def withdraw_fact(*, record: CreditRecord, reason: str, by: Actor, at: datetime) -> CreditRecord:
    """Withdraw a wrong or revoked fact (行政处罚法 48: within 3 days, saying why).

    Raises:
        Refused: it is withdrawn already.
        Invalid: no reason is given.
    """
    with transaction.atomic():
        locked = _withdraw(record, reason, at)
        audit.record(
            by=by, act="entities.withdraw_fact", obj=locked, reason=locked.withdrawal_reason,
            before={"withdrawn_at": None}, after={"withdrawn_at": at.isoformat()}, at=at,
        )  # fmt: skip
        note_change(locked, FactChangeKind.WITHDRAWN, locked.withdrawal_reason, at)
        publish(FactWithdrawn(locked.pk, locked.entity_id, None))
    return locked


def correct_fact(
    *, record: CreditRecord, changes: dict[str, Any], reason: str, by: Actor, at: datetime
) -> CreditRecord:
    """Withdraw a wrong fact and write the right one in its place; returns the new record.

    What became of the fact goes with it: its repair, the end of publication that its document
    states, and a lift in force.

    Args:
        changes: field → corrected value, of ``CORRECTABLE`` only; level and publication follow
            from the rule in force.

    Raises:
        Refused: it is withdrawn already.
        Invalid: no reason, a field that a correction cannot change, or a value too long for it.
    """
    if unknown := set(changes) - CORRECTABLE:
        raise Invalid("field_not_correctable", f"这些字段不能更正：{'、'.join(sorted(unknown))}。")
    _check_values(changes)
    with transaction.atomic():
        old = _withdraw(record, reason, at)
        values = {name: getattr(old, name) for name in CARRIED_OVER} | changes
        values["level"] = DishonestyLevel(values["level"]) if values["level"] else None
        new = _store(
            **values, fingerprint=_corrected_fingerprint(old, values),
            published_until=_stated_end(old, values["decided_on"], timezone.localdate(at)), at=at,
        )  # fmt: skip
        CreditRecord.objects.filter(pk=old.pk).update(replaced_by=new)
        old.lifts.in_force(timezone.localdate(at)).update(record=new)
        audit.record(
            by=by, act="entities.correct_fact", obj=new, reason=old.withdrawal_reason,
            before=_facts(old), after=_facts(new), at=at,
        )  # fmt: skip
        note_change(old, FactChangeKind.CORRECTED, old.withdrawal_reason, at, replaced_by=new)
        publish(FactWithdrawn(old.pk, old.entity_id, new.pk))
    return new


def reinstate_fact(*, record: CreditRecord, reason: str, by: Actor, at: datetime) -> CreditRecord:
    """Bring a repaired fact back whose repair was revoked; returns the record that now stands.

    The repair stays in the past, where it was true: the repaired record is withdrawn and the same
    fact written anew, with the publication it had.

    Raises:
        Refused: it is not repaired, or withdrawn already.
        Invalid: no reason.
    """
    with transaction.atomic():
        old = _withdraw(record, reason, at)
        if old.repaired_at is None:
            raise Refused("not_repaired", "该记录没有修复，无需恢复。")
        new = CreditRecord(**{name: getattr(old, name) for name in REINSTATED}, recorded_at=at)
        _insert_once(new)
        CreditRecord.objects.filter(pk=old.pk).update(replaced_by=new)
        audit.record(
            by=by, act="entities.reinstate_fact", obj=new, reason=old.withdrawal_reason,
            before={"repaired_at": old.repaired_at.isoformat()}, after={"repaired_at": None},
            at=at,
        )  # fmt: skip
        note_change(old, FactChangeKind.REINSTATED, old.withdrawal_reason, at, replaced_by=new)
        publish(FactWithdrawn(old.pk, old.entity_id, new.pk))
    return new


def note_change(
    record: CreditRecord, kind: FactChangeKind, reason: str, at: datetime, *,
    replaced_by: CreditRecord | None = None,
) -> FactChange:  # fmt: skip
    """Tell in the feed what became of a fact; part of the transaction of the act."""
    return FactChange.objects.create(
        record=record, entity_id=record.entity_id, kind=kind, reason=reason[:500],
        replaced_by=replaced_by, at=at,
    )  # fmt: skip


def _check_values(changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        field: Any = CreditRecord._meta.get_field(name)
        try:
            field.run_validators(value)
        except ValidationError as error:
            sentence = f"{field.verbose_name}：{''.join(error.messages)}"
            raise Invalid("value_invalid", sentence, {name: sentence}) from error


def _withdraw(record: CreditRecord, reason: str, at: datetime) -> CreditRecord:
    """Lock, guard and withdraw; the caller audits."""
    reason = required(reason, "reason", "撤回原因", LONGEST_REASON)
    locked = CreditRecord.objects.select_for_update().get(pk=record.pk)
    if locked.withdrawn_at is not None:
        raise Refused("already_withdrawn", "该记录已经撤回，不能再次操作。")
    locked.withdrawn_at = at
    locked.withdrawal_reason = reason
    locked.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    return locked


def _corrected_fingerprint(old: CreditRecord, values: dict[str, Any]) -> UUID:
    """That of the corrected document, so that neither its next delivery nor that of the wrong one
    is another fact; where something else made the fact unique, it stays."""
    kind, uscc = old.kind, old.entity.uscc
    before = rules.document_fingerprint(kind, uscc, *(getattr(old, name) for name in NAMING))
    after = rules.document_fingerprint(kind, uscc, *(values[name] for name in NAMING))
    return after if old.fingerprint == before else old.fingerprint


def _stated_end(old: CreditRecord, decided_on: date, on: date) -> date | None:
    """The end of publication that the document states; what follows from the rule follows anew."""
    level = DishonestyLevel(old.level) if old.level else None
    by_rule = rules.publication_of(level, old.decided_on, selectors.record_rules(on))
    end = old.published_until
    return None if end is None or end == by_rule.published_until or end <= decided_on else end


def _store(
    *, kind: str, decided_on: date, level: DishonestyLevel | None, at: datetime,
    scope: str | None, published_until: date | None = None, **values: Any,
) -> CreditRecord:  # fmt: skip
    """Build and insert a record by the rules in force on the day of ``at``."""
    today = timezone.localdate(at)
    if decided_on > today:
        raise Invalid("date_in_future", "作出日期不能晚于今天。", {"decided_on": "晚于今天"})
    record_rules = selectors.record_rules(today)
    publication = rules.publication_of(level, decided_on, record_rules, published_until)
    record = CreditRecord(
        **values,
        kind=kind,
        decided_on=decided_on,
        level=level or "",
        scope=scope or selectors.default_scope(kind),
        published_from=publication.published_from,
        repairable_from=publication.repairable_from,
        published_until=publication.published_until,
        rule=record_rules.version,
        recorded_at=at,
    )
    _insert_once(record)
    return record


def _insert_once(record: CreditRecord) -> None:
    """Insert, or say in words that the unique constraint found the same fact."""
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as error:
        if "record_unique_fact" not in str(error):
            raise
        raise Refused("duplicate", "相同的记录已经在库中，没有重复登记。") from error


def _facts(record: CreditRecord) -> dict[str, Any]:
    """What the audit log keeps of a new record: its identity, not its personal details."""
    return {
        "kind": record.kind,
        "document_number": record.document_number,
        "authority": record.authority_name,
        "decided_on": record.decided_on.isoformat(),
        "level": record.level,
        "fingerprint": str(record.fingerprint),
    }
