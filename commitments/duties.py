"""What waits at the commitments: shown on the first page of the desk."""

from datetime import date

from commitments.ledger.owed import Owed, owed
from commitments.ledger.reminders import month_to_report
from commitments.ledger.services import ledger_dates, required_kinds
from commitments.models import Commitment
from commitments.permissions import ACCEPTING_ROLES
from commitments.selectors import commitment_policy
from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.shared.duties import Duty


def _overdue(viewer: Viewer, on: date) -> int:
    return Commitment.objects.visible_to(viewer, on).supplement_overdue(on).count()


def _to_recheck(viewer: Viewer, on: date) -> int:
    months = commitment_policy(on).recheck_months
    return Commitment.objects.visible_to(viewer, on).recheck_due(on, months).count()


def _term_over(viewer: Viewer, on: date) -> int:
    return Commitment.objects.visible_to(viewer, on).term_over(on).count()


def _without_scan(viewer: Viewer, on: date) -> int:
    return Commitment.objects.visible_to(viewer, on).accepted().without_scan().count()


def _ledgers_owed(viewer: Viewer, on: date) -> int:
    """Agencies of the own tree that have to report, or again; for the lead office, of all."""
    month = month_to_report(on)
    return _own(owed(month, month, required_kinds(on)), viewer)


def _breaches_owed(viewer: Viewer, on: date) -> int:
    """Agencies with breaches of this month that were not reported, where they cannot wait."""
    month = on.replace(day=1)
    return _own(owed(month, month, ()), viewer) if commitment_policy(on).breach_sheet else 0


def _own(found: list[Owed], viewer: Viewer) -> int:
    if viewer.kind == ViewerKind.LEAD_OFFICE:
        return len(found)
    return sum(each.agency.pk in viewer.agency_ids for each in found)


def _ledger_due(on: date) -> date:
    return ledger_dates(month_to_report(on), on).due_on


DUTIES = (
    Duty(
        "逾期未补", _overdue, "commitments:list", ACCEPTING_ROLES, query="?watch=overdue",
        hint="容缺受理超过补齐期限", tone="danger", order=10,
    ),
    Duty(
        "台账待报", _ledgers_owed, "commitments:ledgers", ACCEPTING_ROLES,
        hint="未报送上月台账，或者报送后又有变动的单位", tone="danger", due=_ledger_due, order=20,
    ),
    Duty(
        "违诺待报", _breaches_owed, "commitments:ledgers", ACCEPTING_ROLES,
        hint="本月认定的违诺尚未报送的单位，可单独报送违诺表", order=22,
    ),
    Duty(
        "到期未认定", _term_over, "commitments:list", ACCEPTING_ROLES, query="?watch=term_over",
        hint="承诺有效期已满，尚未认定履行情况", order=25,
    ),
    Duty(
        "缺扫描件", _without_scan, "commitments:list", ACCEPTING_ROLES, query="?watch=no_scan",
        hint="尚未上传签署的承诺书", order=30,
    ),
    Duty(
        "应当复核", _to_recheck, "commitments:list", ACCEPTING_ROLES, query="?watch=recheck",
        hint="超过定期复核周期", order=40,
    ),
)  # fmt: skip
