"""Reads of repair: what may be repaired, who decides it, what the register itself proves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.accounts.selectors import lead_office
from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.choices import DishonestyLevel
from credit_portal.policy.schema import Clause, Pack
from credit_portal.policy.selectors import pack_in_force
from entities.models import CreditRecord, Entity
from repair.choices import RepairState
from repair.models import RepairItem
from repair.rules import ADVERSE, Circumstances, Fact, Option, Regime, RepairPolicy, option
from supervision.correction.choices import OrderStatus
from supervision.models import Listing, Measure, RectificationOrder

# Detail of a penalty by which its authority says that the fine is paid.
FINE_PAID = "fine_paid_on"


@dataclass(frozen=True)
class RecordOption:
    """One record with what may be done about it and what it carries."""

    record: CreditRecord
    option: Option
    measures: Sequence[Measure] = field(default=())
    listings: Sequence[Listing] = field(default=())


def repair_policy(on: date) -> RepairPolicy:
    """What the pack in force on a day says about repair."""
    return policy_of(pack_in_force(on))


def policy_of(pack: Pack) -> RepairPolicy:
    """The part of a pack that decides when a record may be repaired, as plain values."""
    said, former = pack.repair, pack.repair.former
    return RepairPolicy(
        edition=pack.edition,
        valid_from=said.valid_from.value,
        present=Regime(
            name=said.valid_from.document.title,
            shortest={
                level: int(period.shortest.value)
                for level, period in pack.publication.periods.items()
            },
        ),
        former=Regime(
            name=former.valid_from.document.title,
            shortest=dict.fromkeys(DishonestyLevel, int(former.shortest.value)),
            safety_fields=former.safety_fields.value,
            safety_shortest=int(former.safety_shortest.value),
        ),
        favourable_to_older=said.favourable_to_older.value,
        not_repairable=said.not_repairable.value,
        not_repairable_basis=said.not_repairable.basis,
    )


def decide_days(agency: Agency | None, pack: Pack) -> Clause[int]:
    """How long the agency has; 市场监督管理部门 follow a rule of their own."""
    is_own_rule = agency is not None and agency.is_market_supervision
    return pack.repair.market_supervision_days if is_own_rule else pack.repair.decide_days


def fact_of(record: CreditRecord) -> Fact:
    """A record as the rules look at it."""
    words = [record.title, record.authority_name]
    words += [str(record.details.get(name) or "") for name in ("kinds", "content", "list_name")]
    return Fact(
        fact_type=record.fact_type,
        level=DishonestyLevel(record.level) if record.level else None,
        decided_on=record.decided_on,
        words=" ".join(words),
        published_until=record.published_until,
        is_withdrawn=record.withdrawn_at is not None,
        repaired_on=timezone.localdate(record.repaired_at) if record.repaired_at else None,
    )


def held_against(entity: Entity, viewer: Viewer, on: date) -> list[CreditRecord]:
    """Dishonest facts of a business that stand and that the viewer may see, the latest first."""
    rows = CreditRecord.objects.visible_to(viewer, on).standing().filter(entity=entity)
    rows = rows.filter(~Q(level="") | Q(fact_type__in=[int(kind) for kind in ADVERSE]))
    return list(rows.select_related("entity", "reported_by").newest_first())


def options_for(entity: Entity, viewer: Viewer, on: date) -> list[RecordOption]:
    """What may be done about each dishonest fact of a business, and what it carries: first those
    that may be applied for now, last those that need no repair."""
    found = options_of(held_against(entity, viewer, on), on)
    return sorted(
        found,
        key=lambda line: (not line.option.may_apply, line.option.state == RepairState.NEEDLESS),
    )


def option_of(record: CreditRecord, on: date) -> Option:
    return options_of([record], on)[0].option


def options_of(records: Sequence[CreditRecord], on: date) -> list[RecordOption]:
    """The same for given records of one business, in a fixed number of queries."""
    policy, keys = repair_policy(on), [record.pk for record in records]
    measures: dict[int, list[Measure]] = defaultdict(list)
    for measure in Measure.objects.within_term(on).filter(record__in=keys):
        measures[measure.record_id].append(measure)
    listings: dict[int | None, list[Listing]] = defaultdict(list)
    for listing in Listing.objects.in_force(on).filter(record__in=keys):
        listings[listing.record_id].append(listing)
    open_numbers = dict(
        RepairItem.objects.pending()
        .filter(record__in=keys)
        .values_list("record", "part__application__number")
    )
    locks = _locks({record.entity_id for record in records}, on)
    proofs = register_proofs(records)
    return [
        RecordOption(
            record=record,
            option=option(
                fact_of(record), policy, on,
                Circumstances(
                    fulfilment=proofs.get(record.pk, ""),
                    locked_until=locks.get(record.entity_id),
                    open_number=open_numbers.get(record.pk) or "",
                ),
            ),
            measures=measures[record.pk],
            listings=listings[record.pk],
        )
        for record in records
    ]  # fmt: skip


def register_proofs(records: Iterable[CreditRecord]) -> dict[int, str]:
    """What the register itself shows about the fulfilment of a record: record → sentence."""
    found = {}
    for record in records:
        if paid := record.details.get(FINE_PAID):
            found[record.pk] = f"罚款已于{paid}缴纳（{record.authority_name}登记）"
        elif order := _fulfilled_order(record):
            found[record.pk] = (
                f"限期整改{order.number}已于{timezone.localtime(order.done_at):%Y-%m-%d}验收合格"
            )
    return found


def _fulfilled_order(record: CreditRecord) -> RectificationOrder | None:
    """An order that became this record, or names the same document, and was fulfilled."""
    rows = RectificationOrder.objects.filter(
        entity=record.entity_id, status=OrderStatus.DONE, done_at__isnull=False
    )
    same = Q(record=record)
    if record.document_number:
        same |= Q(number=record.document_number)
    return rows.filter(same).first()


def _locks(entities: Iterable[int], on: date) -> dict[int, date]:
    """Until when false material bars a business from repair."""
    rows = RepairItem.objects.locking(on).filter(record__entity__in=list(entities))
    locks: dict[int, date] = {}
    for entity, until in rows.values_list("record__entity", "locked_until"):
        locks[entity] = max(until, locks.get(entity, until))
    return locks


def deciding_agency(record: CreditRecord) -> Agency:
    """谁认定、谁修复: the authority of the document, else who reported it, else the lead office."""
    return deciding_agencies([record])[record.pk] or lead_office()


def deciding_agencies(records: Iterable[CreditRecord]) -> dict[int, Agency | None]:
    """The same for many records in one query; none where the lead office decides."""
    records = list(records)
    codes = {record.authority_code for record in records} - {""}
    authorities: dict[str, Agency] = {}
    for agency in Agency.objects.active().filter(uscc__in=codes).order_by("pk"):
        authorities.setdefault(agency.uscc, agency)
    return {
        record.pk: authorities.get(record.authority_code) or _reporter(record) for record in records
    }


def _reporter(record: CreditRecord) -> Agency | None:
    agency = record.reported_by
    return agency if agency and agency.is_active else None
