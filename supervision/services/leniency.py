"""Keep the list of minor violations; enter one penalty by hand, the list asked first."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.policy.choices import PenaltyKind
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from entities.choices import DishonestyLevel, RecordKind, SubjectKind
from entities.imports.layouts.penalties import SIMPLE, YUAN, simple_limits
from entities.models import CreditRecord, Entity
from entities.rules import PenaltyRules, may_be_simple, penalty_level
from entities.selectors import record_rules
from entities.services import record_fact
from supervision.leniency.choices import Leniency
from supervision.leniency.permissions import KEEPING_ROLES, PUNISHING_ROLES
from supervision.leniency.selectors import hints_for
from supervision.models import MinorViolation
from supervision.services.steps import day_of, locked, too_far


@dataclass(frozen=True, kw_only=True)
class LineDraft:
    """A line of the list."""

    violation: str
    leniency: Leniency
    condition: str
    legal_basis: str
    is_first_only: bool
    edition: str
    from_on: date


@dataclass(frozen=True, kw_only=True)
class PenaltyDraft:
    """A penalty as its decision says; the columns of the national layout.

    Attributes:
        fine: in 10,000 yuan.
        is_simple: imposed by the simple procedure.
        is_considered: the officer has looked at the list and punishes all the same.
    """

    document_number: str
    violation: str
    facts: str
    basis: str
    kinds: tuple[PenaltyKind, ...]
    content: str
    decided_on: date
    fine: Decimal | None = None
    is_simple: bool = False
    valid_until: date | None = None
    is_considered: bool = False


def list_violation(*, draft: LineDraft, agency: Agency, by: Actor, at: datetime) -> MinorViolation:
    """Put a line on the list of an agency.

    Raises:
        Invalid: something is not said.
        Refused: the violation stands on the list already.
        NotAllowed: the officer belongs to another agency, or keeps no list.
    """
    require_role(by, KEEPING_ROLES)
    require_agency(by, agency)
    line = MinorViolation(agency=agency, **_said(draft))
    _save_once(line, "list_violation", by, at)
    return line


def change_violation(
    *, line: MinorViolation, draft: LineDraft, by: Actor, at: datetime
) -> MinorViolation:
    """Word a line anew, e.g. in a new edition; its history keeps the former words.

    Raises:
        Invalid: something is not said.
        Refused: it is retired, or another line names the violation.
        NotAllowed: another agency's.
    """
    values = _said(draft)
    with transaction.atomic():
        line = _own(line, by)
        for name, value in values.items():
            setattr(line, name, value)
        _save_once(line, "change_violation", by, at)
    return line


def retire_violation(
    *, line: MinorViolation, reason: str, by: Actor, at: datetime
) -> MinorViolation:
    """Take a line off the list from today on.

    Raises:
        Invalid: no reason.
        Refused: it is retired already.
        NotAllowed: another agency's.
    """
    reason = required(reason, "reason", "停用理由")
    with transaction.atomic():
        line = _own(line, by)
        line.retired_on, line.retired_reason = day_of(at), reason
        audit.save_and_record(line, act="supervision.retire_violation", by=by, at=at, reason=reason)
    return line


def enter_penalty(
    *, entity: Entity, draft: PenaltyDraft, agency: Agency, by: Actor, at: datetime
) -> CreditRecord:
    """Write one penalty into the register, as a file of the national layout would.

    Raises:
        Invalid: something is not said, the day lies ahead, the list was not considered, or the
            simple procedure may not impose it.
        Refused: the same penalty stands already.
        NotAllowed: the officer belongs to another agency, or enters no penalties.
    """
    require_role(by, PUNISHING_ROLES)
    require_agency(by, agency)
    draft = _checked(draft, at)
    with transaction.atomic():
        Entity.objects.select_for_update().get(pk=entity.pk)
        hints = hints_for(entity, draft.violation, agency, day_of(at))
        if hints and not draft.is_considered:
            sentence = f"{hints[0].sentence}请核对；仍需处罚的，勾选“已核对清单”。"
            raise Invalid("minor_violation", sentence, {"is_considered": sentence})
        kinds = [str(kind.label) for kind in draft.kinds]
        level = _level(entity, draft, kinds, record_rules(day_of(at)).penalties)
        return record_fact(
            entity=entity, kind=RecordKind.PENALTY, title=draft.violation[:500],
            document_number=draft.document_number, authority_name=agency.name,
            authority_code=agency.uscc, decided_on=draft.decided_on,
            valid_until=draft.valid_until, details=_details(entity, draft, kinds, agency),
            level=level, reported_by=agency,
            key=[draft.document_number, agency.uscc, entity.uscc, draft.decided_on.isoformat()],
            by=by, at=at,
        )  # fmt: skip


def _said(draft: LineDraft) -> dict[str, object]:
    return {
        "violation": required(draft.violation, "violation", "违法行为"),
        "leniency": draft.leniency,
        "condition": required(draft.condition, "condition", "适用条件"),
        "legal_basis": required(draft.legal_basis, "legal_basis", "依据"),
        "is_first_only": draft.is_first_only,
        "edition": required(draft.edition, "edition", "清单版本"),
        "from_on": draft.from_on,
    }


def _own(line: MinorViolation, by: Actor) -> MinorViolation:
    """The line, locked, for an officer who keeps the list of its agency."""
    line = locked(line, "agency")
    require_role(by, KEEPING_ROLES)
    require_agency(by, line.agency)
    if line.retired_on:
        raise Refused("retired", "该事项已经停用，不能再办理；可能已由其他人员办理，请刷新后再看。")
    return line


def _save_once(line: MinorViolation, act: str, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            audit.save_and_record(
                line, act=f"supervision.{act}", by=by, at=at,
                after={"leniency": line.leniency, "edition": line.edition},
            )  # fmt: skip
    except IntegrityError as error:
        if "minor_violation_once" not in str(error):
            raise
        raise Refused("listed_already", "该违法行为已在本单位的清单内。") from error


def _checked(draft: PenaltyDraft, at: datetime) -> PenaltyDraft:
    """The draft, trimmed."""
    if not draft.kinds:
        raise Invalid("kinds_required", "请选择处罚类别。", {"kinds": "请选择处罚类别。"})
    if draft.decided_on > day_of(at):
        sentence = "处罚决定日期不能晚于今天。"
        raise Invalid("date_in_future", sentence, {"decided_on": sentence})
    until = draft.valid_until
    sentence = "处罚有效期不能早于决定日期。" if until and until < draft.decided_on else ""
    if until and (sentence := sentence or too_far(until)):
        raise Invalid("valid_until_invalid", sentence, {"valid_until": sentence})
    labels = {
        "document_number": "决定书文号", "violation": "违法行为类型", "facts": "违法事实",
        "basis": "处罚依据", "content": "处罚内容",
    }  # fmt: skip
    said: dict[str, Any] = {
        name: required(getattr(draft, name), name, label) for name, label in labels.items()
    }
    return replace(draft, **said)


def _level(
    entity: Entity, draft: PenaltyDraft, kinds: list[str], rules: PenaltyRules
) -> DishonestyLevel:
    """As the import of a file judges it."""
    fine = draft.fine * YUAN if draft.fine is not None else None
    is_person = entity.kind == SubjectKind.INDIVIDUAL_BUSINESS
    if draft.is_simple and not may_be_simple(kinds, fine, rules, is_person=is_person):
        sentence = f"不能适用简易程序：{simple_limits(rules)}。"
        raise Invalid("not_simple", sentence, {"is_simple": sentence})
    return penalty_level(kinds, rules, fine=fine, is_simple=draft.is_simple)


def _details(
    entity: Entity, draft: PenaltyDraft, kinds: list[str], agency: Agency
) -> dict[str, str]:
    """The columns of the national layout that have no field of their own."""
    values = {
        "subject_name": entity.name, "violation": draft.violation, "facts": draft.facts,
        "basis": draft.basis, "kinds": ";".join(kinds), "content": draft.content,
        "fine": str(draft.fine) if draft.fine is not None else "",
        "procedure": SIMPLE if draft.is_simple else "",
        "source": agency.name, "source_code": agency.uscc,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}
