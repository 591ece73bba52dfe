"""Reminders of the monthly report: to who owes it, and once it is late to the lead office."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commitments.ledger.owed import agencies_missing
from commitments.ledger.services import ledger_dates, required_kinds
from credit_portal.accounts.models import Agency
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.workdays import add_months


def month_to_report(on: date) -> date:
    """First day of the month whose report is being made: the one before."""
    return add_months(on.replace(day=1), -1)


@transaction.atomic
def remind_of_ledgers(*, at: datetime) -> int:
    """From the workday before the due day on tell whoever has not reported, and once more when it
    is late; safe to run twice, and a day that was missed is caught up.

    Returns:
        How many messages were sent now.
    """
    today = timezone.localdate(at)
    # The workday before the due day may lie in the month that is reported on.
    months = (month_to_report(today), today.replace(day=1))
    return sum(_remind(month, today, at) for month in months)


def _remind(month: date, today: date, at: datetime) -> int:
    dates = ledger_dates(month, today)
    if today < dates.remind_on:
        return 0
    is_late = today > dates.late_after
    stage = "late" if is_late else "soon"
    title = f"{month:%Y年%m月}承诺台账{'逾期未报' if is_late else '待报送'}"
    url = reverse("commitments:ledgers")
    missing = agencies_missing(month, required_kinds(today))
    sent = 0
    for agency in missing:
        sent += send_message(
            occasion=f"ledger:{month:%Y-%m}:{stage}", to=Recipient(agency=agency), at=at,
            subject=title, url=url,
            text=f"截止日期为{dates.due_on}，{dates.late_after}之后为逾期。请核对扫描件后报送。",
        )  # fmt: skip
    if is_late and missing:
        names = "、".join(agency.short_name for agency in missing)
        for office in Agency.objects.lead_offices():
            sent += send_message(
                occasion=f"ledger:{month:%Y-%m}:missing", to=Recipient(agency=office), at=at,
                subject=title, url=url, text=f"{len(missing)}个单位没有报送：{names}。",
            )  # fmt: skip
    return sent
