"""How often one address may ask about verification codes."""

from datetime import datetime

from django.http import HttpRequest

from credit_portal.shared.visitors import address_of, count_visit

MOST = 30
WINDOW_SECONDS = 600


def may_ask(request: HttpRequest, at: datetime) -> bool:
    """Count one question of an address; false once it has asked too often in this window."""
    return count_visit("reports.verify", address_of(request), WINDOW_SECONDS, at) <= MOST
