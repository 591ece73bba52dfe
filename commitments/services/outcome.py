"""How a commitment was kept, recognised by an agency: each recognition is a new fact."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from commitments import rules, selectors
from commitments.choices import BREACHED, DisqualifyingEvent, PublicationLevel, Status
from commitments.events import CommitmentRecognised
from commitments.models import Commitment
from commitments.permissions import require_acting
from commitments.services.steps import locked
from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.events import publish
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.services import record_fact, withdraw_fact
from entities.services.facts import LONGEST_REASON
from supervision.services.steps import day_of, step


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """What an agency found, and on what it rests (采集标准: 履行状态认定).

    Attributes:
        event: the event of 江阴 三(一) that ends the use of the commitment system, if it is one.
    """

    agency: Agency
    on: date
    evidence: str
    unfulfilled: str = ""
    liability: str = ""
    event: DisqualifyingEvent | None = None


def fulfil_commitment(
    *, commitment: Commitment, finding: Recognition, by: Actor, at: datetime
) -> Commitment:
    """全部履行.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
        Refused: documents promised for later are not all in, or the state does not allow it.
    """
    with transaction.atomic():
        commitment = locked(commitment)
        if commitment.awaits_documents and commitment.supplement_due_on:
            raise Refused("documents_missing", "承诺补齐的材料尚未全部符合要求，不能认定全部履行。")
        return _recognise(commitment, "fulfil", finding, by, at)


def record_partial_fulfilment(
    *, commitment: Commitment, finding: Recognition, by: Actor, at: datetime
) -> Commitment:
    """部分履行: what is unfulfilled and what follows from it must be said."""
    with transaction.atomic():
        commitment = locked(commitment)
        _check_event(commitment, finding)
        return _recognise(commitment, "fulfil_partly", _broken(finding), by, at)


def record_breach(
    *, commitment: Commitment, finding: Recognition, by: Actor, at: datetime
) -> Commitment:
    """全部未履行; with its event it ends the use of the commitment system (江阴 三(一)).

    Raises:
        Invalid: the event does not fit the kind or the dates.
    """
    with transaction.atomic():
        commitment = locked(commitment)
        _check_event(commitment, finding)
        return _recognise(commitment, "breach", _broken(finding), by, at)


def recognise_false(
    *, commitment: Commitment, finding: Recognition, by: Actor, at: datetime
) -> Commitment:
    """虚假承诺, whenever it comes to light; an earlier recognition is withdrawn."""
    finding = _broken(finding, DisqualifyingEvent.FALSE_COMMITMENT)
    with transaction.atomic():
        commitment = locked(commitment)
        earlier = commitment.standing_outcome
        step_result = _recognise(commitment, "find_false", finding, by, at)
        if earlier:
            withdraw_fact(
                record=earlier,
                by=by,
                at=at,
                reason=f"改为认定虚假承诺：{finding.evidence}"[:LONGEST_REASON],
            )
    return step_result


def revoke_recognition(
    *, commitment: Commitment, reason: str, by: Actor, at: datetime
) -> Commitment:
    """Take back a wrong recognition: its fact is withdrawn, the commitment runs on.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
        Refused: nothing is recognised.
        Invalid: no reason is given.
    """
    reason = required(reason, "reason", "撤销原因")
    with transaction.atomic():
        commitment = locked(commitment)
        require_acting(by, commitment.agency)
        before = _facts(commitment)
        record = commitment.standing_outcome
        step(commitment, "revoke_recognition")
        _put(commitment, None)
        commitment.outcome_record = None
        audit.save_and_record(
            commitment, act="commitments.revoke_recognition", by=by, at=at, reason=reason,
            before=before, after=_facts(commitment),
        )  # fmt: skip
        if record:
            withdraw_fact(record=record, reason=reason, by=by, at=at)
        publish(CommitmentRecognised(commitment.pk, commitment.entity_id, commitment.status))
    return commitment


def _recognise(
    commitment: Commitment, act: str, finding: Recognition, by: Actor, at: datetime
) -> Commitment:
    """Guard, store the finding, write the fact, audit, tell."""
    for agency in (commitment.agency, finding.agency):
        require_acting(by, agency)
    before = _facts(commitment)
    _check_day(commitment, finding, day_of(at))
    step(commitment, act)
    _put(commitment, finding)
    commitment.outcome_record = _record(commitment, finding, by, at)
    audit.save_and_record(
        commitment, act=_ACTS[act], by=by, at=at, reason=finding.evidence.strip(),
        before=before, after=_facts(commitment),
    )  # fmt: skip
    publish(CommitmentRecognised(commitment.pk, commitment.entity_id, commitment.status))
    return commitment


_ACTS = {
    "fulfil": "commitments.fulfil_commitment",
    "fulfil_partly": "commitments.record_partial_fulfilment",
    "breach": "commitments.record_breach",
    "find_false": "commitments.recognise_false",
}


def _broken(finding: Recognition, event: DisqualifyingEvent | None = None) -> Recognition:
    """A finding of breach says what is unfulfilled and what follows (mandatory in the standard)."""
    return Recognition(
        agency=finding.agency,
        on=finding.on,
        evidence=finding.evidence,
        unfulfilled=required(finding.unfulfilled, "unfulfilled_content", "未履行的承诺内容"),
        liability=required(finding.liability, "liability_pursued", "违诺责任追究内容"),
        event=event or finding.event,
    )


def _check_event(commitment: Commitment, finding: Recognition) -> None:
    if finding.event and finding.event not in commitment.fitting_events(finding.on):
        sentence = f"按承诺类型和补齐情况，不属于“{finding.event.label}”。"
        raise Invalid("event_not_fitting", sentence, {"disqualifying_event": sentence})


def _check_day(commitment: Commitment, finding: Recognition, today: date) -> None:
    required(finding.evidence, "evidence", "认定依据")
    if not commitment.made_on <= finding.on <= today:
        sentence = "认定日期应当在承诺作出之后，且不晚于今天。"
        raise Invalid("recognised_on_invalid", sentence, {"recognised_on": sentence})


def _put(commitment: Commitment, finding: Recognition | None) -> None:
    """Store a finding on the commitment, or take it off."""
    commitment.recognised_on = finding.on if finding else None
    commitment.recognised_by = finding.agency if finding else None
    commitment.evidence = finding.evidence.strip() if finding else ""
    commitment.unfulfilled_content = finding.unfulfilled if finding else ""
    commitment.liability_pursued = finding.liability if finding else ""
    commitment.disqualifying_event = (finding.event or "") if finding else ""


def _record(commitment: Commitment, finding: Recognition, by: Actor, at: datetime) -> CreditRecord:
    """The fact that grading counts (承诺履行 or 违诺)."""
    status = Status(commitment.status)
    policy = selectors.commitment_policy(finding.on)
    is_breach = status in BREACHED
    return record_fact(
        entity=commitment.entity,
        kind=RecordKind.COMMITMENT_BREACH if is_breach else RecordKind.COMMITMENT_FULFILMENT,
        title=commitment.matter,
        document_number=commitment.code or "",
        authority_name=finding.agency.name,
        authority_code=finding.agency.uscc,
        decided_on=finding.on,
        details=_details(commitment, finding),
        level=policy.breach_levels.get(status),
        scope=rules.SCOPE_OF_LEVEL[PublicationLevel(commitment.publication)],
        key=[commitment.code or "", status, at.isoformat()],
        reported_by=finding.agency,
        by=by,
        at=at,
    )


def _details(commitment: Commitment, finding: Recognition) -> dict[str, Any]:
    """What a scoring model and the breach sheet need of the recognition."""
    return {
        "commitment_code": commitment.code,
        "commitment_kind": commitment.kind,
        "fulfilment": commitment.fulfilment,
        "is_false": commitment.status == Status.FALSE,
        "in_time": commitment.status == Status.FULFILLED
        and rules.fulfilled_in_time(
            finding.on,
            commitment.valid_until,
            commitment.supplemented_on,
            commitment.supplement_due_on,
        ),
        "disqualifying_event": commitment.disqualifying_event,
        "unfulfilled_content": commitment.unfulfilled_content,
        "liability_pursued": commitment.liability_pursued,
    }


def _facts(commitment: Commitment) -> dict[str, str]:
    return {
        "status": commitment.status,
        "recognised_on": str(commitment.recognised_on or ""),
        "event": commitment.disqualifying_event,
    }
