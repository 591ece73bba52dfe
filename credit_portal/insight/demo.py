"""Scorecards of the demonstration for the last months, one notice each way."""

from datetime import datetime

from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.insight.choices import NoticeKind
from credit_portal.insight.models import Scorecard
from credit_portal.insight.scorecards.services import issue_notice, keep_scorecards
from credit_portal.shared.workdays import add_months

MONTHS = 3
PRAISE = "报送及时、完整，退回行少，日常工作中充分应用信用信息。"
CRITICISM = "部分行政行为没有按期报送，退回的行没有及时改正。"


def build_demo_scorecards(*, lead: User, at: datetime) -> None:
    """Each of the last months; the first of the last one is praised, the last is criticised."""
    if Scorecard.objects.exists():
        return
    first = timezone.localdate(at).replace(day=1)
    for back in range(MONTHS, 0, -1):
        keep_scorecards(month=add_months(first, -back), by=lead, at=at)
    cards = list(
        Scorecard.objects.filter(month=add_months(first, -1), rank__isnull=False).order_by("rank")
    )
    if len(cards) > 1:
        for card, kind, reason in (
            (cards[0], NoticeKind.PRAISE, PRAISE), (cards[-1], NoticeKind.CRITICISM, CRITICISM),
        ):  # fmt: skip
            issue_notice(scorecard=card, kind=kind, reason=reason, by=lead, at=at)
