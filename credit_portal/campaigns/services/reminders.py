"""Reminders of campaigns: each agency is told once before the day, and once after it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import CampaignDuty
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.selectors import pack_in_force, work_calendar
from credit_portal.shared.workdays import add_workdays


@transaction.atomic
def send_reminders(*, at: datetime) -> int:
    """Tell what is due soon or late and was not told; safe to run twice.

    Returns:
        How many messages were sent now.
    """
    today = timezone.localdate(at)
    days = int(pack_in_force(today).deadlines.remind_days_left.value)
    horizon = add_workdays(today, days, work_calendar()).date
    waiting = CampaignDuty.objects.waiting().filter(due_on__lte=horizon).order_by()
    rows = list(waiting.values("campaign", "agency", "kind", "due_on").annotate(Count("pk")))
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows})
    sent = 0
    for row in rows:
        is_late = row["due_on"] < today
        what = f"{row['pk__count']} 项{DutyKind(row['kind']).label}"
        state = "已经逾期" if is_late else f"请于{row['due_on']}前报送"
        stage = "late" if is_late else "soon"
        sent += send_message(
            occasion=f"campaign:{row['campaign']}:{row['kind']}:{row['due_on']}:{stage}",
            to=Recipient(agency=agencies[row["agency"]]), at=at,
            subject=f"专项工作{what}{'逾期未报' if is_late else '待报送'}",
            text=f"您单位还有{what}没有报送，{state}。",
            url=f"/desk/campaigns/?campaign={row['campaign']}&state=waiting",
        )  # fmt: skip
    return sent
