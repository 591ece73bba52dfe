"""Which pack a region follows."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.events import PackAssigned
from credit_portal.policy.models import PackAssignment, PolicyPack
from credit_portal.policy.permissions import EDITORS
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import save_with_history

REGION_DIGITS = 6


def assign_pack(
    *, region_code: str, pack: PolicyPack, from_date: date, reason: str, by: Actor, at: datetime
) -> PackAssignment:
    """Let a region follow a pack from a day on; what it followed before ends the day before.

    Raises:
        NotAllowed: not an officer of the lead office.
        Invalid: the region code is not one.
        Refused: the region already has an assignment from that day or a later one.
    """
    require_role(by, EDITORS)
    reason = required(reason, "reason", "理由")
    if len(region_code) != REGION_DIGITS or not region_code.isdigit():
        raise Invalid(
            "region_invalid", "行政区划代码应为 6 位数字。", {"region_code": "应为 6 位数字。"}
        )
    with transaction.atomic():
        former = _end_former(region_code, from_date, reason, by, at)
        assignment = PackAssignment(region_code=region_code, pack=pack, from_date=from_date)
        audit.save_and_record(
            assignment, act="policy.assign_pack", by=by, at=at, reason=reason,
            before=_facts(former), after=_facts(assignment),
        )  # fmt: skip
        publish(PackAssigned(region_code, pack.code, from_date))
    return assignment


def _end_former(
    region_code: str, from_date: date, reason: str, by: Actor, at: datetime
) -> PackAssignment | None:
    rows = PackAssignment.objects.select_for_update().filter(region_code=region_code)
    later = rows.filter(from_date__gte=from_date).first()
    if later:
        raise Refused("assigned_later", f"该区划自 {later.from_date} 起已指定“{later.pack}”。")
    former = rows.in_force(from_date).first()
    if former:
        former.to_date = from_date - timedelta(days=1)
        save_with_history(former, by=by, at=at, reason=reason)
    return former


def _facts(assignment: PackAssignment | None) -> dict[str, Any] | None:
    if assignment is None:
        return None
    return {"pack": assignment.pack.code, "from_date": assignment.from_date.isoformat()}
