"""Visitors who are not logged in: where they come from, and how often."""

from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def address_of(request: HttpRequest) -> str:
    """The address of a visitor; behind the proxy, what the proxy itself wrote down last."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PORTAL_BEHIND_PROXY:
        return remote
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
    try:
        return str(ip_address(forwarded))
    except ValueError:
        return remote


def count_visit(what: str, who: str, seconds: int, at: datetime) -> int:
    """Count one visit; how many there were within the running interval of so many seconds."""
    key = f"visits:{what}:{who}:{int(at.timestamp()) // seconds}"
    cache.add(key, 0, 2 * seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two
        return 1


def may_send(what: str, request: HttpRequest, at: datetime) -> bool:
    """Whether a visitor, who need not log in, may send one more within the hour; it is counted."""
    sent = count_visit(what, address_of(request), HOUR, at)
    return sent <= settings.PORTAL_REPORTS_AN_HOUR
