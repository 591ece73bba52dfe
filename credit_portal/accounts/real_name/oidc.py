"""OpenID Connect with any provider: allauth's flow, and what it leaves out.

allauth keeps ``state`` and PKCE. Added here: a nonce that ties the ID token to this browser, the
signature of the ID token, the equality of its subject with that of the user information (OpenID
Connect Core 3.1.3.7, 5.3.2), and nothing that a visitor could add to the question by the address.
"""

import secrets
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from requests import RequestException

from credit_portal.accounts.real_name.entrance import turn_away

PROVIDER_ID = "oidc"
UNREACHABLE = "统一身份认证平台暂时无法连接，请稍后再试。"
SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "ES256", "ES384"})


class Adapter(OpenIDConnectOAuth2Adapter):
    """The portal's own address to return to; every ID token is checked by its signature."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("account_oidc_callback"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """A provider that sends no ID token is not one of OpenID Connect."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no ID token")
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        try:
            if jwtkit.jwt.get_unverified_header(id_token).get("alg") not in SIGNED_BY:
                raise OAuth2Error("ID token signed by an unsafe algorithm")
            return jwtkit.verify_and_decode(
                credential=id_token, keys_url=config["jwks_uri"], issuer=config["issuer"],
                audience=app.client_id, lookup_kid=jwtkit.lookup_kid_jwk,
            )  # fmt: skip
        except (jwtkit.jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("ID token cannot be checked") from error


class Provider(OpenIDConnectProvider):
    """Asks with a nonce and exactly as configured."""

    oauth2_adapter_class = Adapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Only where to go afterwards comes from the visitor."""
        nonce = secrets.token_urlsafe(32)
        return {
            "process": AuthProcess.LOGIN,
            "next_url": get_next_redirect_url(request),
            "auth_params": {**self.get_auth_params(), "nonce": nonce},
            "nonce": nonce,
        }


provider_classes = [Provider]


def is_answer_to(login: SocialLogin) -> bool:
    """Whether the ID token answers the question of this browser, and speaks of one person."""
    data = login.account.extra_data
    token, info = data.get("id_token") or {}, data.get("userinfo")
    asked = str(login.state.get("nonce") or "")
    is_fresh = bool(asked) and constant_time_compare(str(token.get("nonce", "")), asked)
    return is_fresh and (info is None or info.get("sub") == token.get("sub"))


def ask(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    try:
        return OAuth2LoginView.adapter_view(Adapter(request, PROVIDER_ID))(request)
    except (RequestException, KeyError, ValueError):
        return turn_away(request, UNREACHABLE, cause="unreachable")


def answer(request: HttpRequest) -> HttpResponse:
    """The browser comes back from the provider."""
    try:
        return OAuth2CallbackView.adapter_view(Adapter(request, PROVIDER_ID))(request)
    except (RequestException, KeyError, ValueError):
        return turn_away(request, UNREACHABLE, cause="unreachable")
