"""Last days that rooms above kept in columns of their own become deadlines; for migrations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from credit_portal.policy.notices import shipped_calendar
from credit_portal.shared.workdays import workdays_until

DAY = timedelta(days=1)
BASIS = "改为期限登记之前的规定"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One column of a model, and the deadline that takes its place.

    Attributes:
        started: the column with the instant at which the period began.
        agency: the column of the agency that keeps it, or waits.
        closed: when the step was done; ``None`` while it is waited for.
        url: its page, with the key of the row in ``{pk}``.
    """

    model: str
    column: str
    field: str
    rule: str
    label: str
    started: str
    agency: str
    closed: Callable[[Any], datetime | None]
    url: str
    waits_for_others: bool = False


def move(apps: Any, editor: Any, *moves: Move) -> None:
    """Make the deadlines; afterwards the columns can go."""
    for one in moves:
        model, deadlines = apps.get_model(one.model), apps.get_model("deadlines.Deadline")
        rows = model.objects.exclude(**{one.column: None}).select_related("entity")
        for row in rows.order_by("pk"):
            made = deadlines.objects.create(**_values(row, one, apps))
            model.objects.filter(pk=row.pk).update(**{one.field: made})
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that the table can be altered


def _values(row: Any, one: Move, apps: Any) -> dict[str, Any]:
    calendar = shipped_calendar()
    started_at, due_on = getattr(row, one.started), getattr(row, one.column)
    started_on = min(timezone.localdate(started_at), due_on - DAY)
    office = apps.get_model("accounts.Agency").objects.filter(kind="lead_office").order_by("pk")
    return {
        "rule": one.rule,
        "label": one.label,
        "basis": BASIS,
        "subject": f"{row.entity.name} {one.label}"[:200],
        "url": one.url.format(pk=row.pk),
        "agency_id": getattr(row, f"{one.agency}_id") or office.values_list("pk", flat=True)[0],
        "waits_for_others": one.waits_for_others,
        "started_on": started_on,
        "days": max(workdays_until(started_on, due_on, calendar), 1),
        "due_on": due_on,
        "is_provisional": not (calendar.is_known(started_on + DAY) and calendar.is_known(due_on)),
        "opened_at": started_at,
        "closed_at": one.closed(row),
    }
