"""Lists: proposed on a document, told, heard, decided by another officer, delivered, left."""

from datetime import date, datetime, timedelta

from django.db import transaction

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import require_mandate
from credit_portal.deadlines.services import close_deadline, open_deadline
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed, Refused, required
from credit_portal.shared.history import user_of
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.models import CreditRecord, Entity
from entities.services import record_fact, withdraw_fact
from supervision.listings.choices import FACTS, JUDGMENT_DEBTORS, ExitGround, ListKind
from supervision.listings.wording import notice_text
from supervision.models import Listing
from supervision.permissions import DECIDING_ROLES
from supervision.services.listing_cases import own_listing, save_listing, url_of
from supervision.services.proposals import (
    Proposal,
    check_days,
    check_standing,
    document_values,
    list_field,
    list_name,
    refuse_second,
)
from supervision.services.reviews import settle_review
from supervision.services.steps import day_of, locked, step

DAY = timedelta(days=1)


def propose_listing(
    *, entity: Entity, proposal: Proposal, agency: Agency, by: Actor, at: datetime
) -> Listing:
    """Put a business forward for a list.

    Raises:
        Invalid: no such list or field, or something is not said.
        Refused: no document carries it, or the business stands there or waits already.
        NotAllowed: the officer belongs to another agency, or decides nothing.
        NotVisible: the officer may not see the record.
    """
    require_role(by, DECIDING_ROLES)
    require_agency(by, agency)
    pack = pack_in_force(day_of(at))
    facts = required(proposal.facts, "facts", "事实和理由")
    legal_basis = required(proposal.legal_basis, "legal_basis", "法律依据")
    with transaction.atomic():
        Entity.objects.select_for_update().get(pk=entity.pk)
        listing = Listing(
            entity=entity, kind=proposal.kind, name=list_name(proposal, pack),
            field=list_field(proposal, pack), facts=facts, legal_basis=legal_basis, agency=agency,
            proposed_by=user_of(by), proposed_at=at,
            **document_values(entity, proposal, pack, by, day_of(at)),
        )  # fmt: skip
        refuse_second(listing, day_of(at))
        save_listing(listing, "propose_listing", by, at)
    return listing


def notify_listing(*, listing: Listing, by: Actor, at: datetime) -> Listing:
    """Tell the business reasons, basis and rights (国办发〔2020〕49号); its time to answer begins.

    Raises:
        Refused: it is told already, over, or no adverse list.
    """
    with transaction.atomic():
        listing = own_listing(listing, by)
        step(listing, "notify")
        length = pack_in_force(day_of(at)).lists.statement_days
        deadline = open_deadline(
            rule="listing_statement", label="列入名单陈述申辩", length=length,
            received_on=day_of(at), agency=listing.agency, waits_for_others=True,
            subject=f"{listing.entity.name} {listing.name}", url=url_of(listing), by=by, at=at,
        )  # fmt: skip
        listing.notified_at, listing.statement_deadline = at, deadline
        listing.notice = notice_text(listing, int(length.value), deadline.due_on)
        save_listing(listing, "notify_listing", by, at)
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
            require_mandate(by, listing.entity.uscc, MandateScope.DISPUTES)
        else:
            require_role(by, DECIDING_ROLES)
            require_agency(by, listing.agency)
        step(listing, "state")
        if not listing.is_hearing(day_of(at)):
            raise Refused("statement_over", "陈述申辩期限已过，请与认定单位联系。")
        listing.statement, listing.stated_at = statement, at
        _close_hearing(listing, by, at)
        save_listing(listing, "state_on_listing", by, at)
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
    check_days(from_on, until_on, day_of(at))
    with transaction.atomic():
        listing = own_listing(listing, by)
        is_unheard = listing.is_hearing(day_of(at)) and listing.stated_at is None
        step(listing, "decide")
        if by.actor_id == listing.proposed_by_id:
            raise NotAllowed("second_officer", "列入名单须由提出人以外的人员决定。")
        if is_unheard:
            raise Refused("still_hearing", _until(listing))
        if listing.basis:
            check_standing(listing.basis)
        _close_hearing(listing, by, at)
        listing.decided_by, listing.decided_at = user_of(by), at
        listing.decision_number, listing.decision = number, decision
        listing.from_on, listing.until_on = from_on, until_on
        save_listing(listing, "decide_listing", by, at, decision)
    return listing


def drop_listing(*, listing: Listing, reason: str, by: Actor, at: datetime) -> Listing:
    """Give a proposal up.

    Raises:
        Refused: it is decided already, or over.
        Invalid: no reason.
    """
    return _give_up(listing, "drop", reason, by, at)


def rescind_listing(*, listing: Listing, reason: str, by: Actor, at: datetime) -> Listing:
    """Take back a decision that is not delivered, e.g. because its document was withdrawn.

    Raises:
        Refused: nothing waits to be delivered.
        Invalid: no reason.
    """
    return _give_up(listing, "rescind", reason, by, at)


def deliver_listing(*, listing: Listing, delivery: str, by: Actor, at: datetime) -> Listing:
    """Deliver the decision: it takes effect and stands in the register.

    Raises:
        Refused: nothing waits to be delivered, or the document does not carry it any more.
        Invalid: nobody says how.
    """
    delivery = required(delivery, "delivery", "送达方式")
    with transaction.atomic():
        listing = own_listing(listing, by)
        step(listing, "deliver")
        if listing.basis:
            check_standing(listing.basis)
        listing.delivered_at, listing.delivery = at, delivery
        listing.record = _record(listing, by, at)
        save_listing(listing, "deliver_listing", by, at)
    return listing


def leave_listing(
    *, listing: Listing, ground: ExitGround, reason: str, by: Actor, at: datetime,
    reference: str = "", exited_on: date | None = None,
) -> Listing:  # fmt: skip
    """Take a business off the list before its day.

    A wrong listing is withdrawn from the register; a repair is decided there beforehand.

    Args:
        reference: the case on which it leaves, e.g. a repair or a dispute.
        exited_on: where its authority took it off on an earlier day.

    Raises:
        Refused: it is not listed, or its record is not repaired yet.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "移出理由")
    with transaction.atomic():
        listing = own_listing(listing, by)
        step(listing, "leave")
        record = CreditRecord.objects.select_for_update(of=("self",)).get(listing=listing)
        if ground == ExitGround.REPAIR:
            if record.repaired_at is None:
                raise Refused("not_repaired", "名单记录尚未修复，请先办结信用修复。")
        elif record.withdrawn_at is None:
            withdraw_fact(record=record, reason=reason, by=by, at=at)
        listing.exit_ground, listing.exit_reason = ground, reason
        listing.exit_reference, listing.exited_on = reference, exited_on or day_of(at)
        settle_review(listing, by, at, ground=ground, reason=reason)
        save_listing(listing, "leave_listing", by, at, reason)
    return listing


def _give_up(listing: Listing, act: str, reason: str, by: Actor, at: datetime) -> Listing:
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        listing = own_listing(listing, by)
        step(listing, act)
        _close_hearing(listing, by, at)
        settle_review(listing, by, at)
        listing.decision = reason
        save_listing(listing, f"{act}_listing", by, at, reason)
    return listing


def _until(listing: Listing) -> str:
    assert listing.statement_deadline is not None, "a hearing has its last day"
    due = f"{listing.statement_deadline.due_on:%Y年%m月%d日}"
    return f"陈述申辩期限至{due}，期满后方可决定。"


def _close_hearing(listing: Listing, by: Actor, at: datetime) -> None:
    if listing.statement_deadline:
        close_deadline(deadline=listing.statement_deadline, by=by, at=at)


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
