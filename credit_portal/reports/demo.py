"""Three reports of the demonstration: two that a business asked for, one for a scene."""

from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.content import Wish
from credit_portal.reports.models import CreditReport
from credit_portal.reports.services import issue_report
from credit_portal.shared.workdays import add_months
from entities.models import Entity

ENTERPRISE, DEPARTMENT = "qiye", "shijian"
SCENE = "行政审批"
MONTHS = 36


def build_demo_reports(*, at: datetime) -> None:
    """Where the enterprise user acts for a business and nobody has asked yet."""
    owner, officer = (User.objects.get(username=name) for name in (ENTERPRISE, DEPARTMENT))
    mandate = owner.mandates.in_force(timezone.localdate(at)).first()
    if mandate is None or CreditReport.objects.exists():
        return
    entity, today = Entity.objects.get(uscc=mandate.uscc), timezone.localdate(at)
    special = Wish(
        kind=ReportKind.SPECIAL, purpose="申请技术改造专项资金",
        period_from=add_months(today, -MONTHS), period_until=today,
    )  # fmt: skip
    review = Wish(kind=ReportKind.REVIEW, purpose="食品经营许可延续", scene=SCENE)
    basic = Wish(kind=ReportKind.BASIC, purpose="自查")
    for wish, agency, by in (
        (basic, None, owner), (special, None, owner), (review, officer.agency, officer),
    ):  # fmt: skip
        issue_report(entity=entity, wish=wish, agency=agency, by=by, at=at)
        at += timedelta(seconds=1)
