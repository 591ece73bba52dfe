"""Last month's reports in the demonstration: permits taken above, penalties still to be sent."""

from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.jobs.services import execute_job
from entities.models import UpwardReport
from entities.upward.rows import LAYOUTS
from entities.upward.services import make_report, note_report


def build_demo_upward(*, officer: User, at: datetime) -> None:
    """Leaves alone where a report was made before."""
    if UpwardReport.objects.exists():
        return
    today = timezone.localdate(at)
    month = today.replace(day=1) - timedelta(days=1)
    for layout in LAYOUTS:
        report = make_report(layout=layout, month=month, by=officer, at=at)
        execute_job(report.job_id, clock=lambda: at)
    first = UpwardReport.objects.get(layout=LAYOUTS[0].code)
    note_report(
        report=first, reported_on=today, receipt=f"上级平台接收 {first.rows} 条", by=officer, at=at
    )
