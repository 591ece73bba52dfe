"""What becomes of a declaration in the register: a fact that counts, or a fact of breach."""

from datetime import datetime

from django.db import transaction

from commitments.choices import Status as CommitmentStatus
from commitments.selectors import commitment_policy
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from declarations import rules
from declarations.models import Declaration
from declarations.services.steps import RELATED, close_period, said, save, tell_business, to_review
from entities.choices import PublicationScope, RecordKind
from entities.models import CreditRecord
from entities.services import record_fact, withdraw_fact
from supervision.services.steps import day_of, locked, step


def confirm_declaration(*, declaration: Declaration, by: Actor, at: datetime) -> Declaration:
    """The period is over and nobody objected: it becomes a fact; the daily sweep does this.

    Raises:
        Refused: it is not published, contested, or the period is not over.
    """
    with transaction.atomic():
        declaration = locked(declaration, *RELATED)
        until = declaration.objection_until
        step(declaration, "confirm")
        if until is None or day_of(at) <= until:
            raise Refused("period_not_over", f"公示到{until}，期满无异议后才能确认。")
        declaration.confirmed_at = at
        close_period(declaration, by, at)
        declaration.record = _fact(declaration, by, at)
        save(declaration, "confirm_declaration", by, at)
        tell_business(declaration, "自主申报已确认", "公示期满无异议，已计入信用记录。", at)
    return declaration


def find_declaration_false(
    *, declaration: Declaration, finding: str, by: Actor, at: datetime
) -> Declaration:
    """认定虚假: the truth was committed to, so it is a broken commitment (虚假承诺).

    Raises:
        NotAllowed: another agency's officer.
        Refused: it was never handed in, or is over.
        Invalid: nothing is said of what was found.
    """
    finding = required(finding, "finding", "认定的事实和依据")
    with transaction.atomic():
        declaration = to_review(declaration, by)
        step(declaration, "find_false")
        declaration.end_reason, declaration.ended_at = finding, at
        close_period(declaration, by, at)
        declaration.breach_record = _breach(declaration, finding, by, at)
        save(declaration, "find_declaration_false", by, at, finding)
        if declaration.record and (record := declaration.record.standing_version):
            withdraw_fact(record=record, reason=f"自主申报虚假：{finding}"[:500], by=by, at=at)
        tell_business(declaration, "自主申报认定虚假", finding, at)
    return declaration


def _fact(declaration: Declaration, by: Actor, at: datetime) -> CreditRecord:
    """The fact that grading counts, where the pack lets it count; agencies share it where the
    business authorised its use (江西 (十一))."""
    counts = said(at).counts_in_grade.value
    shared = declaration.use_authorised_at and not declaration.is_honour
    return record_fact(
        entity=declaration.entity,
        kind=RecordKind.HONOUR if declaration.is_honour else RecordKind.SELF_DECLARATION,
        title=str(declaration), decided_on=declaration.happened_on,
        authority_name=declaration.issuer, reported_by=declaration.agency,
        details=rules.details_of(declaration.kind, declaration.honour_rank, counts=counts),
        scope=PublicationScope.GOVERNMENT if shared else None,
        key=["self_declaration", str(declaration.pk)], by=by, at=at,
    )  # fmt: skip


def _breach(declaration: Declaration, finding: str, by: Actor, at: datetime) -> CreditRecord:
    """The fact of the false commitment, with the level that the pack gives it."""
    agency, on = declaration.agency, day_of(at)
    return record_fact(
        entity=declaration.entity, kind=RecordKind.COMMITMENT_BREACH,
        title=f"自主申报虚假：{declaration.title}"[:500], decided_on=on,
        authority_name=agency.name, authority_code=agency.uscc,
        level=commitment_policy(on).breach_levels.get(CommitmentStatus.FALSE),
        details={"is_false": True, "unfulfilled_content": finding},
        key=["false_declaration", str(declaration.pk)], reported_by=agency, by=by, at=at,
    )  # fmt: skip
