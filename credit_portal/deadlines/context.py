"""What the lights of deadlines on a page share."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from credit_portal.deadlines.lights import lights_on
from credit_portal.shared import clock


def lights(_request: HttpRequest | None = None) -> dict[str, Any]:
    """Context processor: ``deadline_lights``, read once for a page and only where one is shown."""
    return {"deadline_lights": SimpleLazyObject(lambda: lights_on(clock.today()))}
