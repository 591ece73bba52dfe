"""What a page may ask of the pack in force: the document's own words."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared import clock


def terms(_request: HttpRequest | None = None) -> dict[str, Any]:
    """Context processor: ``terms.*``; the pack is read by the pages that use it alone."""
    return {"terms": SimpleLazyObject(lambda: pack_in_force(clock.today()).terms)}
