"""Logging in by a service ticket, as several provinces do (山东 DB37/T 3448.8: 票据; CAS 3.0).

The browser brings a ticket; the portal asks the provider over HTTPS what it stands for. The
address to return to carries a ``state`` of this browser, so that nobody is logged in by a link.
"""

import secrets
from typing import Any
from urllib.parse import urlencode

import requests
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from credit_portal.accounts.real_name.entrance import enter, turn_away

PROVIDER_ID = "ticket"
ASKED = "portal_ticket_asked"
SECONDS = 10


def ask(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    request.session[ASKED] = {
        "state": secrets.token_urlsafe(24), "next": request.POST.get("next", ""),
    }  # fmt: skip
    question = urlencode({"service": _service(request, request.session[ASKED]["state"])})
    return redirect(f"{settings.PORTAL_TICKET_LOGIN_URL}?{question}")


def answer(request: HttpRequest) -> HttpResponse:
    """The browser comes back: a question is answered once, and only in the browser that asked."""
    asked = request.session.pop(ASKED, None)
    state, ticket = request.GET.get("state", ""), request.GET.get("ticket", "")
    if not asked or not ticket or not constant_time_compare(asked["state"], state):
        return turn_away(request, cause="ticket_state")
    told = _validate(ticket, _service(request, state))
    if told is None:
        return turn_away(request, cause="ticket_refused")
    return enter(
        request, told["attributes"], provider=PROVIDER_ID, subject=told["user"],
        next_url=asked["next"],
    )  # fmt: skip


def _service(request: HttpRequest, state: str) -> str:
    address = request.build_absolute_uri(reverse("account_ticket_callback"))
    return f"{address}?{urlencode({'state': state})}"


def _validate(ticket: str, service: str) -> dict[str, Any] | None:
    """Who the ticket stands for; ``None`` where the provider refuses or cannot be asked."""
    question = {"ticket": ticket, "service": service, "format": "JSON"}
    try:
        response = requests.get(
            settings.PORTAL_TICKET_VALIDATE_URL, params=question, timeout=SECONDS,
            allow_redirects=False,
        )  # fmt: skip
        response.raise_for_status()
        found = response.json()["serviceResponse"]["authenticationSuccess"]
        told = {name: _single(value) for name, value in (found.get("attributes") or {}).items()}
        return {"user": str(found["user"]), "attributes": told}
    except (requests.RequestException, AttributeError, KeyError, TypeError, ValueError):
        return None


def _single(value: Any) -> Any:
    """Servers of CAS put even a single value into a list."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
