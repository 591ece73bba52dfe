"""How often one address may ask about verification codes."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
WINDOW_SECONDS = 600


def may_ask(request: HttpRequest, at: datetime) -> bool:
    """Count one question of an address; false once it has asked too often in this window."""
    window = int(at.timestamp()) // WINDOW_SECONDS
    key = f"reports.verify:{_address_of(request)}:{window}"
    cache.add(key, 0, WINDOW_SECONDS)
    return cache.incr(key) <= MOST


def _address_of(request: HttpRequest) -> str:
    """The visitor; in production as the portal's own proxy names it."""
    if settings.IS_PRODUCTION:
        named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if named:
            return named
    return str(request.META.get("REMOTE_ADDR", ""))
