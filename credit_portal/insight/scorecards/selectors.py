"""Reads of scorecards."""

from datetime import date

from django.db.models import QuerySet, Sum

from credit_portal.accounts.viewers import Viewer
from credit_portal.insight.choices import Measure
from credit_portal.insight.models import Scorecard
from supervision.inspections.effect import percent_of

PERCENT = 100


def months_kept() -> list[date]:
    """The latest first."""
    return list(Scorecard.objects.order_by("-month").values_list("month", flat=True).distinct())


def table_of(month: date | None) -> QuerySet[Scorecard]:
    """The league table: scores and places, open to all officials."""
    rows = Scorecard.objects.filter(month=month) if month else Scorecard.objects.none()
    return rows.select_related("agency")


def parts_of(card: Scorecard) -> list[tuple[str, float | None, int]]:
    """Label, score and weight of each measure, in their order."""
    return [(name.label, *card.measures[name]) for name in Measure if name in card.measures]


def timeliness(viewer: Viewer) -> dict[str, object]:
    """The last month that was kept, of the viewer's own agencies: reported, in time, share."""
    rows = Scorecard.objects.visible_to(viewer).order_by("-month")
    last = rows.values_list("month", flat=True).first()
    if last is None:
        return {}
    sums = (
        rows.filter(month=last)
        .order_by()
        .aggregate(reported=Sum("reported"), in_time=Sum("in_time"))
    )
    share = PERCENT * sums["in_time"] / sums["reported"] if sums["reported"] else None
    return {"month": last, "share": percent_of(share), **sums}
