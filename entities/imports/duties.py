"""What waits at the imports: shown on the first page of the desk."""

from datetime import date, timedelta

from django.db.models import Sum

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from entities.imports.permissions import IMPORTING_ROLES
from entities.imports.selectors import visible_batches

RECENT = timedelta(days=30)


def _rejected(viewer: Viewer, on: date) -> int:
    """Rows sent back in recent files; older ones have been sent again or given up."""
    recent = visible_batches(viewer).filter(received_at__date__gt=on - RECENT)
    return recent.aggregate(rows=Sum("rejected"))["rows"] or 0


DUTIES = (
    Duty(
        "待修正行", _rejected, "imports:list", IMPORTING_ROLES,
        hint="近三十天导入时退回的行", order=50,
    ),
)  # fmt: skip
