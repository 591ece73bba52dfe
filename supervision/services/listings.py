"""Lists: proposed on a document, told, heard, decided by another officer, delivered, left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused, required
from credit_portal.shared.history import user_of
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.models import CreditRecord, Entity
from entities.services import record_fact, withdraw_fact
from supervision.listings.choices import (
    COURT_DECISION,
    FACTS,
    JUDGMENT_DEBTORS,
    OWN_DOCUMENTS,
    ExitGround,
    ListKind,
)
from supervision.listings.wording import notice_text
from supervision.models import Listing
from supervision.services.steps import day_of, locked, require_agency, step, workdays_after

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class CourtDecision:
    """A decision that the register does not hold."""

    number: str
    authority: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Which list, why, and the document it rests on: a record, or a court decision."""

    kind: ListKind
    facts: str
    legal_basis: str
    name: str = ""
    field: str = ""
    record: CreditRecord | None = None
    court_decision: CourtDecision | None = None


def propose_listing(
    *, entity: Entity, proposal: Proposal, agency: Agency, by: Actor, at: datetime
) -> Listing:
    """Put a business forward for a list.

    Raises:
        Invalid: no such list or field, or something is not said.
        Refused: no document carries it, or the business stands there or waits already.
        NotAllowed: the officer belongs to another agency.
    """
    require_agency(agency, by)
    pack = pack_in_force(day_of(at))
    facts = required(proposal.facts, "facts", "事实和理由")
    legal_basis = required(proposal.legal_basis, "legal_basis", "法律依据")
    with transaction.atomic():
        Entity.objects.select_for_update().get(pk=entity.pk)
        listing = Listing(
            entity=entity, kind=proposal.kind, name=_name(proposal, pack),
            field=_field(proposal, pack), facts=facts, legal_basis=legal_basis, agency=agency,
            proposed_by=user_of(by), proposed_at=at, **_document(entity, proposal, pack),
        )  # fmt: skip
        _refuse_second(listing, day_of(at))
        _save(listing, "propose_listing", by, at)
    return listing


def notify_listing(*, listing: Listing, by: Actor, at: datetime) -> Listing:
    """Tell the business reasons, basis and rights (国办发〔2020〕49号); its time to answer begins.

    Raises:
        Refused: it is told already, over, or no adverse list.
    """
    with transaction.atomic():
        listing = _open(listing, by)
        step(listing, "notify")
        days = pack_in_force(day_of(at)).lists.statement_days.value
        listing.notified_at, listing.statement_due_on = at, workdays_after(at, days)
        listing.notice = notice_text(listing, days)
        _save(listing, "notify_listing", by, at)
    return listing


def state_on_listing(*, listing: Listing, statement: str, by: Actor, at: datetime) -> Listing:
    """The business answers, by itself or through an officer who takes its letter.

    Raises:
        Invalid: nothing is said.
        NotVisible: somebody else's business.
        Refused: it is not asked, has answered, or its time is over.
    """
    statement = required(statement, "statement", "陈述申辩意见")
    with transaction.atomic():
        listing = locked(listing, "entity", "agency")
        if isinstance(by, User) and by.role == Role.ENTERPRISE:
            if listing.entity.uscc not in viewer_of(by).usccs:
                raise NotVisible
        else:
            require_agency(listing.agency, by)
        step(listing, "state")
        if not listing.is_hearing(day_of(at)):
            raise Refused("statement_over", "陈述申辩期限已过，请与认定单位联系。")
        listing.statement, listing.stated_at = statement, at
        _save(listing, "state_on_listing", by, at)
    return listing


def decide_listing(
    *, listing: Listing, decision_number: str, decision: str, from_on: date,
    until_on: date | None, by: Actor, at: datetime,
) -> Listing:  # fmt: skip
    """Decide to list it; a second officer, and only after the business could answer.

    Raises:
        NotAllowed: the officer proposed it.
        Refused: unheard, decided already, or the document does not carry it any more.
        Invalid: number or reasons are missing, or days that do not fit.
    """
    number = required(decision_number, "decision_number", "决定书文号")
    decision = required(decision, "decision", "决定理由（包括对陈述申辩意见的采纳情况）")
    _check_days(from_on, until_on, day_of(at))
    with transaction.atomic():
        listing = _open(listing, by)
        is_unheard = listing.is_hearing(day_of(at)) and listing.stated_at is None
        step(listing, "decide")
        if by.actor_id == listing.proposed_by_id:
            raise NotAllowed("second_officer", "列入名单须由提出人以外的人员决定。")
        if is_unheard:
            due = f"{listing.statement_due_on:%Y年%m月%d日}"
            raise Refused("still_hearing", f"陈述申辩期限至{due}，期满后方可决定。")
        if listing.basis:
            _check_standing(listing.basis)
        listing.decided_by, listing.decided_at = user_of(by), at
        listing.decision_number, listing.decision = number, decision
        listing.from_on, listing.until_on = from_on, until_on
        _save(listing, "decide_listing", by, at, decision)
    return listing


def drop_listing(*, listing: Listing, reason: str, by: Actor, at: datetime) -> Listing:
    """Give a proposal up.

    Raises:
        Refused: it is decided already, or over.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        listing = _open(listing, by)
        step(listing, "drop")
        listing.decision = reason
        _save(listing, "drop_listing", by, at, reason)
    return listing


def deliver_listing(*, listing: Listing, delivery: str, by: Actor, at: datetime) -> Listing:
    """Deliver the decision: it takes effect and stands in the register.

    Raises:
        Refused: nothing waits to be delivered.
        Invalid: nobody says how.
    """
    delivery = required(delivery, "delivery", "送达方式")
    with transaction.atomic():
        listing = _open(listing, by)
        step(listing, "deliver")
        listing.delivered_at, listing.delivery = at, delivery
        listing.record = _record(listing, by, at)
        _save(listing, "deliver_listing", by, at)
    return listing


def leave_listing(
    *, listing: Listing, ground: ExitGround, reason: str, by: Actor, at: datetime
) -> Listing:
    """Take a business off the list before its day.

    A wrong listing is withdrawn from the register; a repair is decided there beforehand.

    Raises:
        Refused: it is not listed, or its record is not repaired yet.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "移出理由")
    with transaction.atomic():
        listing = _open(listing, by)
        step(listing, "leave")
        record = CreditRecord.objects.select_for_update(of=("self",)).get(listing=listing)
        if ground == ExitGround.REPAIR:
            if record.repaired_at is None:
                raise Refused("not_repaired", "名单记录尚未修复，请先办结信用修复。")
        elif record.withdrawn_at is None:
            withdraw_fact(record=record, reason=reason, by=by, at=at)
        listing.exit_ground, listing.exit_reason = ground, reason
        listing.exited_on = day_of(at)
        _save(listing, "leave_listing", by, at, reason)
    return listing


def document_kinds(kind: ListKind, pack: Pack) -> tuple[str, ...]:
    """The documents that carry a listing: of the pack, or of the list's own rules."""
    own = OWN_DOCUMENTS.get(kind)
    return tuple(str(k.label) for k in own) if own else pack.lists.required_documents.value


def _open(listing: Listing, by: Actor) -> Listing:
    """The case, locked, for an officer whose agency keeps it."""
    listing = locked(listing, "entity", "agency", "basis")
    require_agency(listing.agency, by)
    return listing


def _name(proposal: Proposal, pack: Pack) -> str:
    if proposal.kind != ListKind.SERIOUS:
        return str(proposal.kind.label)
    if proposal.name not in pack.lists.kinds.value:
        sentence = "严重失信主体名单只能是法律法规规定的种类，请选择名单名称。"
        raise Invalid("list_unknown", sentence, {"name": sentence})
    return proposal.name


def _field(proposal: Proposal, pack: Pack) -> str:
    """江西 (十七): 重点关注对象 are kept in the named fields only."""
    fields = pack.lists.watch_fields
    if proposal.kind == ListKind.FOCUS and fields and proposal.field not in fields.value:
        sentence = f"重点关注对象名单限于以下领域：{'、'.join(fields.value)}。"
        raise Invalid("field_unknown", sentence, {"field": sentence})
    return proposal.field


def _document(entity: Entity, proposal: Proposal, pack: Pack) -> dict[str, Any]:
    """What the case keeps of the document it rests on."""
    allowed = document_kinds(proposal.kind, pack)
    if record := proposal.record:
        word = _word_of(record)
        if record.entity_id == entity.pk and word in allowed:
            _check_standing(CreditRecord.objects.get(pk=record.pk))
            return {
                "basis": record, "document_kind": word,
                "document_number": record.document_number or record.title,
                "document_authority": record.authority_name, "document_on": record.decided_on,
            }  # fmt: skip
    elif (decision := proposal.court_decision) and COURT_DECISION in allowed:
        return {
            "document_kind": COURT_DECISION,
            "document_number": required(decision.number, "court_number", "裁判文书号"),
            "document_authority": required(decision.authority, "court_authority", "法院"),
            "document_on": decision.on,
        }
    raise Refused("no_document", f"列入{proposal.kind.label}须以{'、'.join(allowed)}文书为依据。")


def _word_of(record: CreditRecord) -> str:
    is_debt = record.kind == RecordKind.JUDGMENT_DEBT
    return COURT_DECISION if is_debt else str(RecordKind(record.kind).label)


def _check_standing(record: CreditRecord) -> None:
    if record.withdrawn_at or record.repaired_at:
        raise Refused("record_gone", "所依据的信用记录已经撤回或者修复，不能据此列入名单。")


def _refuse_second(listing: Listing, today: date) -> None:
    rows = Listing.objects.filter(entity=listing.entity, kind=listing.kind, name=listing.name)
    if rows.open().exists():
        raise Refused("case_waits", f"该主体已有一件{listing.name}认定在办理中。")
    if rows.in_force(today).exists():
        raise Refused("listed_already", f"该主体已在{listing.name}内，不能重复列入。")


def _check_days(from_on: date, until_on: date | None, today: date) -> None:
    problems = {}
    if from_on < today:
        problems["from_on"] = "起始日期不能早于今天。"
    if until_on and until_on < from_on:
        problems["until_on"] = "截止日期不能早于起始日期。"
    if problems:
        raise Invalid("listing_days", "；".join(problems.values()), problems)


def _record(listing: Listing, by: Actor, at: datetime) -> CreditRecord:
    """名单认定 as a fact of the register, from its own dates."""
    kind, level = FACTS[listing.list_kind]
    if listing.name == JUDGMENT_DEBTORS:
        kind = RecordKind.JUDGMENT_DEBT
    is_focus = listing.kind == ListKind.FOCUS
    return record_fact(
        entity=listing.entity,
        kind=kind,
        title=f"列入{listing.name}",
        document_number=listing.decision_number,
        authority_name=listing.agency.name,
        authority_code=listing.agency.uscc,
        decided_on=day_of(listing.decided_at or at),
        valid_from=listing.from_on,
        valid_until=listing.until_on,
        details={"list_name": listing.name, "reason": listing.facts},
        level=DishonestyLevel(level) if level else None,
        scope=PublicationScope.GOVERNMENT if is_focus else None,
        published_until=listing.until_on + DAY if listing.until_on else None,
        key=[listing.entity.uscc, listing.name, listing.decision_number],
        reported_by=listing.agency,
        by=by,
        at=at,
    )


def _save(listing: Listing, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        listing, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "status": listing.status, "list": listing.name, "uscc": listing.entity.uscc,
            "document": listing.document_number, "decision": listing.decision_number,
        },
    )  # fmt: skip
