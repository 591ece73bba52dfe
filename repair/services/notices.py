"""处罚即告知: the notice is written with the penalty; its PDF is made when somebody asks for it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from credit_portal.audit import services as audit
from credit_portal.messages.services import BusinessMessage, tell_businesses
from credit_portal.policy.schema import Pack
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.querysets import CreditRecordQuerySet
from repair import selectors
from repair.models import RepairNotice
from repair.rules import RepairPolicy, option

CHUNK = 2_000


def penalties_without_notice() -> CreditRecordQuerySet:
    """Penalties that stand and of which nothing was told."""
    rows = CreditRecord.objects.standing().filter(kind=RecordKind.PENALTY, repaired_at=None)
    return rows.filter(repair_notice=None)


def issue_notices(*, records: CreditRecordQuerySet, by: Actor, at: datetime) -> int:
    """Write notice and message of every given penalty that has none; safe to run twice.

    Returns:
        How many were told now; none where the pack does not ask for it.
    """
    on = timezone.localdate(at)
    pack = pack_in_force(on)
    if not pack.publication.repair_notice_with_penalty.value:
        return 0
    told = 0
    rows = records.select_related("entity", "reported_by").order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        with transaction.atomic():
            told += _issue(chunk, pack, on, at)
    if told:
        audit.record(
            by=by, act="repair.issue_notices", object_type="repair.repairnotice",
            after={"notices": told}, at=at,
        )  # fmt: skip
    return told


def route_of(pack: Pack) -> dict[str, Any]:
    """How a record is repaired, in the words of the pack; the same for all notices of a day."""
    said = pack.repair
    return {
        "edition": pack.edition,
        "website": pack.terms.website.value,
        "materials": list(said.materials.value),
        "conditions": list(said.conditions.value),
        "effects": list(said.effects.value),
        "ways": list(_ways(pack)),
        "total_days": int(said.total_days.value),
        "has_window": said.offline_window.value,
    }


def _ways(pack: Pack) -> Iterator[str]:
    """What is required first, then what the business may choose."""
    required = pack.repair.ways_required.value
    for way in required:
        yield f"{way.label}（必备）"
    for way in pack.repair.ways.value:
        if way not in required:
            yield f"{way.label}（自愿选用）"


def _issue(records: Sequence[CreditRecord], pack: Pack, on: date, at: datetime) -> int:
    """One bulk insert of notices, one of messages; what another worker wrote first stays."""
    policy, route = selectors.policy_of(pack), route_of(pack)
    deciding = selectors.deciding_agencies(records)
    notices = [
        RepairNotice(
            number=f"XG{on:%Y%m%d}{record.pk:08d}", record=record, created_at=at,
            values=_values(record, policy, on) | route
            | {"decide_days": int(selectors.decide_days(deciding[record.pk], pack).value)},
        )
        for record in records
    ]  # fmt: skip
    keys = [notice.record_id for notice in notices]
    before = RepairNotice.objects.filter(record__in=keys).count()
    RepairNotice.objects.bulk_create(notices, ignore_conflicts=True)
    tell_businesses(_messages(notices), at=at)
    return RepairNotice.objects.filter(record__in=keys).count() - before


def _values(record: CreditRecord, policy: RepairPolicy, on: date) -> dict[str, Any]:
    """What is said about this record, as a person reads it."""
    found = option(selectors.fact_of(record), policy, on)
    return {
        "name": record.entity.name,
        "uscc": record.entity.uscc,
        "document_number": record.document_number,
        "title": record.title,
        "authority": record.authority_name,
        "decided_on": record.decided_on.isoformat(),
        "level": str(record.get_level_display()),
        "state": str(found.state.label),
        "from_on": found.from_on.isoformat() if found.from_on else "",
        "until_on": record.published_until.isoformat() if record.published_until else "",
        "basis": found.basis,
        "reason": found.reason,
    }


def _messages(notices: Iterable[RepairNotice]) -> Iterator[BusinessMessage]:
    url = reverse("repair:my_notices")
    for notice in notices:
        said = notice.values
        name = said["document_number"] or said["title"]
        yield BusinessMessage(
            occasion=f"repair-notice:{notice.record_id}", uscc=said["uscc"], url=url,
            subject=f"信用修复告知书：{name}",
            text=f"{said['reason']}修复的条件、材料和办理途径见告知书。",
        )  # fmt: skip
