"""The one door behind all identity providers: from claims to a session."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from credit_portal.accounts.claims import read_claims
from credit_portal.accounts.identities import identify
from credit_portal.audit import services as audit
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from credit_portal.shared.errors import DomainError

ENTRANCE = SystemActor("实名登录")
BACKEND = "django.contrib.auth.backends.ModelBackend"
ENTERED_BY = "portal_identity_provider"  # of the session: where it has to be ended, too
START = "/my/"
FAILED = "实名登录没有成功，请重新登录；多次不成功的，请联系认证平台。"


def enter(
    request: HttpRequest, data: Mapping[str, Any], *, provider: str, subject: str, next_url: str
) -> HttpResponse:
    """Log the person in; the session of whoever used the browser before ends."""
    try:
        names = settings.PORTAL_CLAIM_NAMES
        claims = read_claims(data, provider=provider, subject=subject, names=names)
        user = identify(claims=claims, at=now())
    except DomainError as error:
        return turn_away(request, error.message, cause=error.code)
    login(request, user, backend=BACKEND)
    request.session[ENTERED_BY] = provider
    is_own = url_has_allowed_host_and_scheme(
        next_url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(next_url if is_own else START)


def turn_away(request: HttpRequest, sentence: str = FAILED, *, cause: str) -> HttpResponse:
    """Back to the login page with a sentence; the audit log keeps why."""
    audit.record(by=ENTRANCE, act="accounts.fail_real_name", reason=cause, at=now())
    messages.error(request, sentence)
    return redirect("account_real_name")
