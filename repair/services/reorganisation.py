"""破产重整: while a court-approved plan is carried out, records are lifted for a time."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from credit_portal.accounts.permissions import require_role
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused
from entities.models import CreditRecord, Entity, TemporaryLift
from entities.services import end_lift, lift_fact
from repair.permissions import LIFTING_ROLES
from repair.services.steps import day_of


def lift_for_reorganisation(
    *, entity: Entity, records: Sequence[CreditRecord], reference: str, until_on: date,
    by: Actor, at: datetime,
) -> list[TemporaryLift]:  # fmt: skip
    """Stop showing records until a day; each is an act of its own on the record.

    Raises:
        Refused: the pack has no such channel, or a record is repaired, withdrawn or lifted.
        NotAllowed: neither the lead office nor a court.
        Invalid: no record, another business's record, no decision, or a term that is over.
    """
    require_role(by, LIFTING_ROLES)
    if not pack_in_force(day_of(at)).repair.reorganisation_channel.value:
        raise Refused("no_channel", "现行政策没有设置破产重整绿色通道。")
    if not records or any(record.entity_id != entity.pk for record in records):
        raise Invalid("no_records", "请选择本主体的记录。", {"records": "请选择本主体的记录。"})
    with transaction.atomic():
        return [
            lift_fact(record=record, reference=reference, until_on=until_on, by=by, at=at)
            for record in sorted(records, key=lambda record: record.pk)
        ]


def end_reorganisation_lift(
    *, lift: TemporaryLift, reason: str, by: Actor, at: datetime
) -> TemporaryLift:
    """The reorganisation failed or ended before its day: the record is shown again.

    Raises:
        Refused: the lift is over.
        NotAllowed: neither the lead office nor a court.
        Invalid: no reason.
    """
    require_role(by, LIFTING_ROLES)
    return end_lift(lift=lift, reason=reason, by=by, at=at)
