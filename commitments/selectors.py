"""Reads of the commitments, and the part of the policy pack that decides about them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from commitments import rules
from commitments.choices import CommitmentKind, DisqualifyingEvent, Status
from commitments.models import CommitmentTemplate
from commitments.rules import Bar, CommitmentPolicy, Eligibility, LedgerRule
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.facts import CommitmentName
from credit_portal.policy.services import pack_in_force
from entities.choices import EntityStatus, RecordKind
from entities.models import CreditRecord, Entity
from supervision.selectors import treatment_for


def commitment_policy(on: date) -> CommitmentPolicy:
    """What the pack in force on a date says about commitments."""
    return policy_of(pack_in_force(on))


def policy_of(pack: Pack) -> CommitmentPolicy:
    """What a pack says about commitments, as plain values."""
    said = pack.commitments
    return CommitmentPolicy(
        applies_to=tuple(act.label for act in said.applies_to.value),
        kind_names=_names(said.names.value),
        disqualifying_events=frozenset(said.disqualifying_events.value),
        bar_clause=said.disqualifying_events.basis,
        bar_months=said.disqualification.value or None,
        immediate_clause=said.immediate_handling.basis if said.immediate_handling.value else "",
        deferred_conditions=said.deferred_conditions.value,
        supplement_rule=said.supplement_rule.value,
        publishes_templates=said.templates_published.value,
        recheck_months=said.recheck.value,
        breach_levels={
            Status(outcome): level.value
            for outcome, level in pack.severity.broken_commitment.items()
        },
        ledger_kinds=said.ledger_kinds.value,
        ledger_rule=LedgerRule(
            due_day=said.ledger_due_day.value,
            due_inclusive=said.ledger_due_inclusive.value,
            period=said.ledger_period.value,
            late_rule=said.ledger_late_rule.value,
        ),
        ledger_scans=said.ledger_scans.value,
        ledger_receiver=said.ledger_receiver.value,
        breach_sheet=said.breach_sheet.value,
    )


def _names(names: Iterable[CommitmentName]) -> dict[CommitmentKind, tuple[str, ...]]:
    """All local words for a kind: 告知承诺、承诺即开工 …"""
    words: dict[CommitmentKind, list[str]] = {}
    for entry in names:
        words.setdefault(entry.kind, []).append(entry.name)
    return {kind: tuple(dict.fromkeys(found)) for kind, found in words.items()}


def eligibility_for(entity: Entity, on: date) -> Eligibility:
    """What a business may use on a date, and the records, measures and clauses it rests on
    (江阴 三(一)、三(五))."""
    return Eligibility(
        reasons=tuple(_bars(entity, on)),
        refusal=_refusal(entity),
        warnings=tuple(_warnings(entity)),
        stances={line.convenience: line for line in treatment_for(entity, on).conveniences},
    )


def _bars(entity: Entity, on: date) -> list[Bar]:
    """Every breach that still bars the business, the latest first."""
    policy = commitment_policy(on)
    bars = (_bar(record, policy) for record in _breaches(entity, on))
    return [
        bar
        for bar in bars
        if bar.event in policy.disqualifying_events and (bar.until is None or bar.until > on)
    ]


def _breaches(entity: Entity, on: date) -> QuerySet[CreditRecord]:
    return (
        CreditRecord.objects.standing()
        .filter(Q(repaired_at=None) | Q(repaired_at__date__gt=on))
        .filter(entity=entity, kind=RecordKind.COMMITMENT_BREACH, decided_on__lte=on)
        .filter(details__disqualifying_event__in=DisqualifyingEvent.values)
        .order_by("-decided_on", "-pk")
    )


def _bar(record: CreditRecord, policy: CommitmentPolicy) -> Bar:
    return Bar(
        record_id=record.pk,
        event=DisqualifyingEvent(record.details["disqualifying_event"]),
        matter=record.title,
        since=record.decided_on,
        until=rules.bar_end(record.decided_on, policy.bar_months),
        clause=policy.bar_clause,
    )


def _refusal(entity: Entity) -> str:
    if entity.status in rules.GONE:
        return f"该主体已{entity.get_status_display()}，不能再作出信用承诺。"
    return ""


def _warnings(entity: Entity) -> list[str]:
    found = []
    if entity.is_provisional:
        found.append("该主体档案待核实：请先核对营业执照上的名称和统一社会信用代码。")
    if entity.status not in rules.GONE and entity.status != EntityStatus.ACTIVE:
        found.append(f"该主体登记状态为“{entity.get_status_display()}”，请核实后再受理。")
    return found


def template_for(kind: str, item_code: str = "") -> CommitmentTemplate | None:
    """The letter in force for an item, else the common one of its kind."""
    letters = CommitmentTemplate.objects.in_force().filter(kind=kind, item_code__in=["", item_code])
    return letters.order_by("-item_code", "code").first()
