"""The light of a deadline and its count; built-in tags like those of the components."""

from datetime import date
from typing import Any

from django import template
from django.template import Context

from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.services import count_of
from credit_portal.policy.selectors import work_calendar
from credit_portal.shared.workdays import workdays_until

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
    calendar = context.get("work_calendar") or work_calendar()
    return {
        "deadline": deadline,
        "today": today,
        "linked": linked,
        "left": workdays_until(today, deadline.due_on, calendar),
        "is_over": deadline.due_on < today,
    }


@register.inclusion_tag("deadlines/_folded_count.html")
def deadline_count(deadline: Deadline) -> dict[str, Any]:
    """The day-by-day count, folded, on the pages of a business."""
    return {"deadline": deadline, "count": count_of(deadline)}
