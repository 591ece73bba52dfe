"""Logging out where one logged in: the next person at the same computer must log in anew.

OpenID Connect RP-Initiated Logout 1.0 where the provider's metadata offer it; the ticket provider
has its address in the settings. Where neither is there, the portal's own session ends alone.
"""

from urllib.parse import urlencode

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import HttpRequest
from requests import RequestException

from credit_portal.accounts.real_name import oidc, ticket
from credit_portal.accounts.real_name.entrance import ENTERED_BY


def logout_address(request: HttpRequest) -> str:
    """Where the browser goes to end the session of the provider; empty where it stays."""
    entered_by, back = request.session.get(ENTERED_BY), request.build_absolute_uri("/")
    if entered_by == ticket.PROVIDER_ID and settings.PORTAL_TICKET_LOGOUT_URL:
        return f"{settings.PORTAL_TICKET_LOGOUT_URL}?{urlencode({'service': back})}"
    if entered_by == oidc.PROVIDER_ID:
        return _end_session(request, back)
    return ""


def _end_session(request: HttpRequest, back: str) -> str:
    """As the provider says it now; a provider that cannot be asked keeps nobody logged in here."""
    adapter = oidc.Adapter(request, oidc.PROVIDER_ID)
    try:
        end = str(adapter.openid_config.get("end_session_endpoint") or "")
        client = adapter.get_provider().app.client_id
    except (RequestException, SocialApp.DoesNotExist, ValueError):
        return ""
    question = urlencode({"client_id": client, "post_logout_redirect_uri": back})
    return f"{end}{'&' if '?' in end else '?'}{question}" if end else ""
