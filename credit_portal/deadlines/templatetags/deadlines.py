"""The light of a deadline and its count; built-in tags like those of the components."""

from datetime import date
from typing import Any

from django import template
from django.template import Context

from credit_portal.deadlines.lights import Lights, lights_on
from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.services import count_of
from credit_portal.shared import workdays

register = template.Library()


@register.inclusion_tag("deadlines/_light.html", takes_context=True)
def deadline_state(
    context: Context, deadline: Deadline | None, today: date, *, linked: bool = False
) -> dict[str, Any]:
    """Green, yellow or red by the working days left; done, paused, provisional in words.

    In a list prefetch ``pauses``.

    Args:
        linked: with a link to the day-by-day count, on the pages of officials.
    """
    if deadline is None:
        return {"deadline": None}
    return {
        "deadline": deadline,
        "linked": linked,
        "is_over": deadline.due_on < today,
        **_colour(context, deadline.due_on, today),
    }


@register.inclusion_tag("deadlines/_period.html", takes_context=True)
def period_light(context: Context, period: workdays.Deadline, today: date) -> dict[str, Any]:
    """The same light for a period of working days that is reckoned, not kept as a deadline."""
    return {"period": period, **_colour(context, period.date, today)}


@register.inclusion_tag("deadlines/_folded_count.html")
def deadline_count(deadline: Deadline) -> dict[str, Any]:
    """The day-by-day count, folded, on the pages of a business."""
    return {"deadline": deadline, "count": count_of(deadline)}


def _colour(context: Context, due_on: date, today: date) -> dict[str, Any]:
    lights: Lights = context.get("deadline_lights") or lights_on(today)
    return {"today": today, "left": lights.left(due_on), "yellow_days": lights.yellow_days}
