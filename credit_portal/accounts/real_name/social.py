"""How allauth hands an OpenID Connect login over: nothing of it is stored by allauth.

``SocialAccount`` would keep the claims, ID number included, as plain text; so the login is taken
out of allauth's hands before it looks for an account or opens one.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest

from credit_portal.accounts.real_name import oidc
from credit_portal.accounts.real_name.entrance import enter, turn_away

CANCELLED = "您已取消实名登录。"


class RealNameAdapter(DefaultSocialAccountAdapter):
    """Sign-up, connecting and look-up by e-mail do not happen."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take over: from here it is the portal's own identity, or nobody."""
        if not oidc.is_answer_to(sociallogin):
            raise ImmediateHttpResponse(turn_away(request, cause="nonce_or_subject"))
        account = sociallogin.account
        told = {**account.extra_data["id_token"], **(account.extra_data.get("userinfo") or {})}
        next_url = str(sociallogin.state.get("next") or "")
        raise ImmediateHttpResponse(
            enter(request, told, provider=oidc.PROVIDER_ID, subject=account.uid, next_url=next_url)
        )

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
        extra_context: Any = None,
    ) -> None:  # fmt: skip
        """allauth's own error pages are never shown."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(turn_away(request, CANCELLED, cause="cancelled"))
        cause = f"{error or ''} {type(exception).__name__ if exception else ''}".strip()
        raise ImmediateHttpResponse(turn_away(request, cause=cause))
