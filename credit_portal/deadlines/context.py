"""What the lights of deadlines on a page share."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from credit_portal.policy.selectors import work_calendar


def calendar(_request: HttpRequest | None = None) -> dict[str, Any]:
    """Context processor: ``work_calendar``, read once for a page and only where one is shown."""
    return {"work_calendar": SimpleLazyObject(work_calendar)}
