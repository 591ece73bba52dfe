"""A scorecard of one month, and a notice about it."""

from datetime import date
from typing import Any

from credit_portal.accounts.models import Agency
from credit_portal.insight.choices import Measure, NoticeKind
from credit_portal.insight.models import AppraisalNotice, Scorecard
from credit_portal.insight.scorecards.services import issue_notice
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW


def scorecard_of(agency: Agency, **changes: Any) -> Scorecard:
    values = {
        "month": date(2026, 10, 1), "reported": 10, "in_time": 9, "score": 90, "rank": 1,
        "measures": {name: [90.0, 25] for name in Measure.values}, "basis": "平台建议值",
    }  # fmt: skip
    return Scorecard.objects.create(agency=agency, kept_at=NOW, **values | changes)


def appraisal_of(agency: Agency) -> AppraisalNotice:
    return issue_notice(
        scorecard=scorecard_of(agency), kind=NoticeKind.PRAISE, reason="报送及时、完整",
        by=UserFactory(lead_officer=True), at=NOW,
    )  # fmt: skip
