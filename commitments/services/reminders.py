"""Reminders of documents promised for later (江阴 三(一)): to the agency and the business."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commitments.models import Commitment
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.selectors import pack_in_force, work_calendar
from credit_portal.shared.workdays import add_workdays


@transaction.atomic
def remind_of_supplements(*, at: datetime) -> int:
    """Tell of what falls due soon or is overdue and was not told; safe to run twice, or late.

    Returns:
        How many messages were sent now.
    """
    today = timezone.localdate(at)
    days = int(pack_in_force(today).deadlines.remind_days_left.value)
    horizon = add_workdays(today, days, work_calendar()).date
    waiting = Commitment.objects.awaiting_supplement().filter(supplement_due_on__lte=horizon)
    rows = waiting.select_related("agency", "entity").order_by("pk")
    return sum(_remind(commitment, today, at) for commitment in rows.iterator(500))


def _remind(commitment: Commitment, today: date, at: datetime) -> int:
    due, is_late = commitment.supplement_due_on, commitment.is_supplement_overdue(today)
    if is_late:
        to_agency = "请督促补交，或者认定违诺。"
        to_business = "请尽快补交；逾期未补的可能被认定违诺，不再适用信用承诺制。"
    else:
        to_agency, to_business = "请提醒承诺人按期补齐。", "请按期向受理单位补交。"
    detail = reverse("commitments:detail", args=[commitment.pk])
    sent = 0
    for recipient, ask, url in (
        (Recipient(agency=commitment.agency), to_agency, detail),
        (Recipient(uscc=commitment.entity.uscc), to_business, reverse("commitments:my_list")),
    ):
        sent += send_message(
            occasion=f"supplement:{commitment.pk}:{due}:{'late' if is_late else 'soon'}",
            to=recipient, url=url, at=at,
            subject=f"容缺材料{'逾期未补' if is_late else '即将到期'}：{commitment.matter}",
            text=f"{ask}承诺编码{commitment.code}，承诺人{commitment.entity.name}，受理单位"
            f"{commitment.agency.name}，补齐期限{due}，所缺材料：{commitment.missing_materials}",
        )  # fmt: skip
    return sent
