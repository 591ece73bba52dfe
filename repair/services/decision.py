"""Each record of an application is decided: granted with all its effects at once, or refused."""

from datetime import datetime

from django.db import transaction

from credit_portal.deadlines.services import close_deadline
from credit_portal.policy.choices import RepairWay
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import save_with_history, user_of
from entities.choices import FactChangeKind
from entities.models import CreditRecord, FactChange
from entities.services import repair_fact
from repair import selectors
from repair.choices import ApplicationStatus, ItemStatus, RepairState
from repair.models import RepairItem
from repair.services.promise import settle_promise
from repair.services.steps import PORTAL, day_of, of_decider, save_item, step, tell_business
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.measures.choices import EndGround, MeasureStatus
from supervision.models import Listing, Measure
from supervision.services import end_measure, leave_listing

EFFECT = "所依据的记录已准予信用修复"


def grant_item(*, item: RepairItem, reason: str, by: Actor, at: datetime) -> RepairItem:
    """Repair the record: publication and sharing end, measures and listings end, the business is
    regraded (Order 36: 停止公示、停止共享和使用、更新评价结果、解除惩戒措施), all at once.

    Raises:
        Refused: decided already, not with the agency, not verified where the pack requires it,
            or the record cannot be repaired (any more).
        NotAllowed: another role or agency.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "决定理由")
    with transaction.atomic():
        item = _decided(item, "grant", reason, by, at)
        _check_grantable(item, at)
        _check_verified(item, at)
        record = repair_fact(record=item.record, reference=item.decision_number, by=by, at=at)
        _end_consequences(record, item.decision_number, at)
        save_item(item, "grant_item", by, at, reason)
        _conclude(item, "准予信用修复，已停止公示和共享，解除相关措施。", by, at)
    return item


def refuse_item(*, item: RepairItem, reason: str, by: Actor, at: datetime) -> RepairItem:
    """Refuse, saying why; the business may contest it or apply anew.

    Raises:
        Refused: decided already, or not with the agency.
        NotAllowed: another role or agency.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "不予修复的理由")
    with transaction.atomic():
        item = _decided(item, "refuse", reason, by, at)
        save_item(item, "refuse_item", by, at, reason)
        _conclude(item, f"不予信用修复：{reason}。可以提出异议，或者符合条件后重新申请。", by, at)
    return item


def find_item_needless(*, item: RepairItem, by: Actor, at: datetime) -> RepairItem:
    """Close what has nothing left to repair: its record was withdrawn, corrected or repaired, or
    its publication is over.

    Raises:
        Refused: decided already, not with the agency, or the record still stands.
        NotAllowed: another role or agency.
    """
    with transaction.atomic():
        item = _decided(item, "find_needless", "", by, at)
        option = selectors.option_of(item.record, day_of(at))
        if option.state != RepairState.NEEDLESS:
            raise Refused("still_stands", "该记录仍在公示或者使用，请决定准予或者不予修复。")
        item.reason = option.reason
        if item.record.replaced_by_id:
            item.reason = "该记录已经更正，无需修复；更正后的记录可以另行申请。"
        save_item(item, "find_item_needless", by, at, item.reason)
        _conclude(item, item.reason, by, at)
    return item


def grant_contested_item(
    *, item: RepairItem, reason: str, reference: str, by: Actor, at: datetime
) -> RepairItem:
    """A dispute about the refusal was upheld: repair the record after all.

    Args:
        reference: number of the dispute; the refusal stays as it was decided.

    Raises:
        Refused: it is not refused, or the record cannot be repaired (any more).
        NotAllowed: another role or agency.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "决定理由")
    with transaction.atomic():
        item = of_decider(item, by)
        step(item, "grant_on_dispute")
        _check_grantable(item, at)
        item.upheld_number, item.upheld_reason = reference, reason
        item.upheld_by, item.upheld_at = user_of(by), at
        record = repair_fact(record=item.record, reference=reference, by=by, at=at)
        _end_consequences(record, reference, at)
        save_item(item, "grant_contested_item", by, at, reason)
        settle_promise(item.part.application, at)
        text = f"{item.record}：异议成立，准予信用修复，已停止公示和共享，解除相关措施。"
        tell_business(item.part.application, f"granted:{item.pk}", "准予信用修复", text, at)
    return item


def change_of(item: RepairItem) -> FactChange | None:
    """The change in the feed by which the others learn of the repair."""
    rows = FactChange.objects.filter(record=item.record, kind=FactChangeKind.REPAIRED)
    return rows.order_by("-pk").first()


def _decided(item: RepairItem, act: str, reason: str, by: Actor, at: datetime) -> RepairItem:
    """The item with its decision, not saved yet."""
    item = of_decider(item, by)
    application = item.part.application
    step(item, act)
    if application.status != ApplicationStatus.WITH_AGENCY:
        raise Refused("not_with_agency", f"申请{application.get_status_display()}，不能决定。")
    item.decision_number = f"{application.number}-{item.pk}"
    item.reason, item.decided_by, item.decided_at = reason, user_of(by), at
    return item


def _check_grantable(item: RepairItem, at: datetime) -> None:
    option = selectors.option_of(item.record, day_of(at))
    if not option.from_on or option.from_on > day_of(at):
        raise Refused("not_repairable", f"该记录现在不能修复：{option.reason}")


def _check_verified(item: RepairItem, at: datetime) -> None:
    """Where the pack requires it; after a dispute its own verification stands in."""
    ways = pack_in_force(day_of(at)).repair.ways_required.value
    if RepairWay.VERIFICATION in ways and item.part.verified_at is None:
        raise Refused("not_verified", "请先登记信用核查情况，再作准予修复的决定。")


def _end_consequences(record: CreditRecord, reference: str, at: datetime) -> None:
    """Also those of other agencies: by law, not by an act of this officer."""
    measures = Measure.objects.filter(record=record).exclude(status=MeasureStatus.ENDED)
    for measure in measures.order_by("pk"):
        end_measure(
            measure=measure, reason=EFFECT, ground=EndGround.REPAIR, reference=reference,
            by=PORTAL, at=at,
        )  # fmt: skip
    for listing in Listing.objects.filter(record=record, status=ListingStatus.LISTED):
        leave_listing(
            listing=listing, ground=ExitGround.REPAIR, reason=EFFECT, reference=reference,
            by=PORTAL, at=at,
        )  # fmt: skip


def _conclude(item: RepairItem, sentence: str, by: Actor, at: datetime) -> None:
    """Tell the business; stop the clocks that have nothing left to wait for."""
    part, application = item.part, item.part.application
    tell_business(
        application, f"decided:{item.pk}", f"信用修复决定：{item.record}"[:200], sentence, at
    )
    if not part.items.filter(status=ItemStatus.PENDING).exists() and part.deadline:
        close_deadline(deadline=part.deadline, by=by, at=at)
    if RepairItem.objects.pending().filter(part__application=application).exists():
        return
    step(application, "close")
    application.closed_at = at
    save_with_history(application, by=by, at=at)
    if application.deadline:
        close_deadline(deadline=application.deadline, by=by, at=at)
    settle_promise(application, at)
