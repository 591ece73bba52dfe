"""Orders to put something right: each step an act, a failure a fact."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from entities.choices import RecordKind
from entities.models import Entity
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import RectificationOrder
from supervision.services.correction import case_fact, of_business, own_case, save_case
from supervision.services.steps import day_of, step, too_far


def order_rectification(
    *, entity: Entity, agency: Agency, number: str, matter: str, legal_basis: str, due_on: date,
    by: Actor, at: datetime,
) -> RectificationOrder:  # fmt: skip
    """Order something to be put right by a day.

    Raises:
        Invalid: something is not said, or the day is over.
        Refused: the agency has used the number.
        NotAllowed: the officer belongs to another agency.
    """
    require_role(by, CORRECTING_ROLES)
    require_agency(by, agency)
    sentence = "整改期限应当晚于今天。" if due_on <= day_of(at) else too_far(due_on)
    if sentence:
        raise Invalid("due_on_invalid", sentence, {"due_on": sentence})
    order = RectificationOrder(
        entity=entity, agency=agency, number=required(number, "number", "责令文书号"),
        matter=required(matter, "matter", "整改要求"), due_on=due_on,
        legal_basis=required(legal_basis, "legal_basis", "法律依据"),
        ordered_by=user_of(by), ordered_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            save_case(order, "order_rectification", by, at)
    except IntegrityError as error:
        if "order_number_once" not in str(error):
            raise
        raise Refused("number_used", "该文书号已经使用，请核对。") from error
    return order


def report_rectification(
    *, order: RectificationOrder, report: str, by: Actor, at: datetime
) -> RectificationOrder:
    """What the business put right, told by itself or taken down by an officer.

    Raises:
        Refused: it is reported or done already.
        NotVisible: somebody else's business.
        Invalid: nothing is said.
    """
    report = required(report, "report", "整改情况")
    with transaction.atomic():
        order = of_business(order, by)
        step(order, "report_done")
        order.report, order.reported_at = report, at
        save_case(order, "report_rectification", by, at)
    return order


def accept_rectification(
    *, order: RectificationOrder, finding: str, by: Actor, at: datetime
) -> RectificationOrder:
    """The agency has seen that it is right.

    Raises:
        Refused: nothing is reported.
        Invalid: nothing is said.
    """
    finding = required(finding, "finding", "验收意见")
    with transaction.atomic():
        order = own_case(order, by)
        step(order, "accept")
        order.finding, order.done_at = finding, at
        save_case(order, "accept_rectification", by, at, finding)
    return order


def send_back_rectification(
    *, order: RectificationOrder, finding: str, by: Actor, at: datetime
) -> RectificationOrder:
    """Not right yet; the day of the order stays.

    Raises:
        Refused: nothing is reported.
        Invalid: nothing is said.
    """
    finding = required(finding, "finding", "退回意见")
    with transaction.atomic():
        order = own_case(order, by)
        step(order, "send_back")
        order.finding = finding
        save_case(order, "send_back_rectification", by, at, finding)
    return order


def find_rectification_overdue(
    *, order: RectificationOrder, reason: str, by: Actor, at: datetime
) -> RectificationOrder:
    """Find that it was not done by its day: the fact counts, and an interview may follow.

    Raises:
        Refused: there is still time, or something was reported.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "认定理由")
    with transaction.atomic():
        order = own_case(order, by)
        if order.due_on >= day_of(at):
            raise Refused("still_time", f"整改期限至{order.due_on:%Y年%m月%d日}，尚未逾期。")
        step(order, "find_overdue")
        order.record = order.record or case_fact(
            order, RecordKind.RECTIFICATION, order.matter, order.number,
            {"rectification_result": "逾期未完成", "reason": reason}, by, at,
        )  # fmt: skip
        save_case(order, "find_rectification_overdue", by, at, reason)
    return order
