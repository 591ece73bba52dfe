"""Reads of reports: what anybody may learn by a verification code."""

from dataclasses import dataclass

from credit_portal.reports import rules
from credit_portal.reports.choices import Verdict
from credit_portal.reports.models import CreditReport


@dataclass(frozen=True)
class Verification:
    """The answer to a code; the report only where there is one."""

    verdict: Verdict
    report: CreditReport | None = None


def verify(code: str) -> Verification:
    """Genuine, revoked or unknown; every unknown code gets the same answer."""
    known = CreditReport.objects.filter(verification_code=rules.normalised(code))
    report = known.select_related("entity").first()
    if report is None:
        return Verification(Verdict.UNKNOWN)
    return Verification(Verdict.REVOKED if report.revoked_at else Verdict.GENUINE, report)
