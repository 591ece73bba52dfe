"""A repair that rested on false material is revoked: the record is back, the promise broken."""

from datetime import datetime

from django.db import transaction

from commitments.choices import Status as CommitmentStatus
from commitments.services import recognise_false
from commitments.services.outcome import Recognition
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed, required
from credit_portal.shared.history import user_of
from credit_portal.shared.workdays import add_months
from entities.services import reinstate_fact
from entities.services.facts import LONGEST_REASON
from repair.models import RepairItem
from repair.services.steps import PORTAL, day_of, of_decider, save_item, step, tell_business
from supervision.models import Listing

UNFULFILLED = "所提交的信用修复材料真实、合法、有效"
LIABILITY, BACK = "撤销信用修复", "，恢复公示原失信信息"
RESTORED = "原失信信息已恢复公示，违诺记入信用记录。可以提出异议。"
WITHDRAWN = "原失信信息此前已经撤回，不恢复公示；违诺记入信用记录。可以提出异议。"
UNLISTED = "违诺记入信用记录；是否重新列入名单，另行告知、听取陈述申辩后决定。"


def revoke_repair(*, item: RepairItem, reason: str, by: Actor, at: datetime) -> RepairItem:
    """Take a repair back because of false material; by a second officer.

    The breach is recognised once for the application, whose commitment covers all its records. Who
    has left a list is not put back: that needs a new decision, after a hearing. Nor is a record
    that its source withdrew since; the false material has its consequences all the same.

    Raises:
        Refused: the record is not repaired by this application.
        NotAllowed: the officer granted it, or belongs to another role or agency.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "撤销理由（何种材料虚假、如何查实）")
    with transaction.atomic():
        item = of_decider(item, by)
        step(item, "revoke")
        if by.actor_id is not None and by.actor_id == item.granted_by_id:
            raise NotAllowed("second_officer", "撤销修复须由作出准予决定以外的人员办理。")
        is_listing = Listing.objects.filter(record=item.record).exists()
        standing = None if is_listing else item.record.standing_version
        if standing:
            item.restored_record = reinstate_fact(
                record=standing, reason=reason[:LONGEST_REASON], by=by, at=at
            )
        item.revoke_reason, item.revoked_by, item.revoked_at = reason, user_of(by), at
        months = int(pack_in_force(day_of(at)).repair.false_material_lock.value)
        item.locked_until = add_months(day_of(at), months) if months else None
        _recognise_breach(item, reason, at)
        save_item(item, "revoke_repair", by, at, reason)
        tell_business(
            item.part.application, f"revoked:{item.pk}", f"信用修复被撤销：{item.record}"[:200],
            f"{reason}。{UNLISTED if is_listing else RESTORED if standing else WITHDRAWN}", at,
        )  # fmt: skip
    return item


def _recognise_breach(item: RepairItem, reason: str, at: datetime) -> None:
    """Once for the application; of a commitment that was voided meanwhile there is none."""
    commitment = item.part.application.commitment
    if commitment is None or commitment.status in (CommitmentStatus.FALSE, CommitmentStatus.VOIDED):
        return
    finding = Recognition(
        agency=item.part.agency, on=day_of(at), evidence=reason, unfulfilled=UNFULFILLED,
        liability=LIABILITY + (BACK if item.restored_record else ""),
    )  # fmt: skip
    recognise_false(commitment=commitment, finding=finding, by=PORTAL, at=at)
