"""Two guards of every session: it ends in time, and its account is fit for use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import to_login
from credit_portal.shared.clock import now

View = Callable[..., HttpResponseBase]

BEGAN = "portal_session_began"
SEEN = "portal_session_seen"
WRITE_EVERY = timedelta(minutes=1)
# Password and second factor: not for those who log in at an identity provider.
OWN_CREDENTIALS = "/account/"
# What an account that is not fit for use may still open.
ALWAYS_OPEN = (OWN_CREDENTIALS, "/logout/", "/static/", "/healthz/")


def does_not_prolong(view: View) -> View:
    """Mark a view that a page asks for by itself: it does not count as activity of the user."""
    view.prolongs_session = False  # type: ignore[attr-defined]
    return view


class SessionLimitsMiddleware:
    """Ends a session after idle time and after its longest duration (等保 2.0: 超时自动退出)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return None
        at = now()
        if self._is_over(request, at):
            logout(request)
            messages.warning(request, "登录已超时，请重新登录。")
            return _go_to_login(request)
        if getattr(view, "prolongs_session", True):
            self._note(request, at)
        return None

    @staticmethod
    def _is_over(request: HttpRequest, at: datetime) -> bool:
        began, seen = request.session.get(BEGAN), request.session.get(SEEN)
        if began is None or seen is None:
            return False
        idle, lasted = at.timestamp() - seen, at.timestamp() - began
        return (
            idle > settings.PORTAL_SESSION_IDLE.total_seconds()
            or lasted > settings.PORTAL_SESSION_LONGEST.total_seconds()
        )

    @staticmethod
    def _note(request: HttpRequest, at: datetime) -> None:
        """Write the session at most once a minute."""
        request.session.setdefault(BEGAN, at.timestamp())
        if at.timestamp() - request.session.get(SEEN, 0) > WRITE_EVERY.total_seconds():
            request.session[SEEN] = at.timestamp()


@dataclass(frozen=True)
class Demand:
    """What has to be mended before an account may be used, and the page that mends it."""

    is_open: Callable[[User], bool]
    page: str
    sentence: str


def _has_temporary_password(user: User) -> bool:
    """An administrator knows it, so that it identifies nobody (GB/T 22239-2019 8.1.4.1 a)."""
    return user.password_is_temporary


def _has_expired_password(user: User) -> bool:
    """身份鉴别信息定期更换 (GB/T 22239-2019 8.1.4.1 a)."""
    limit = now() - timedelta(days=settings.PORTAL_PASSWORD_DAYS)
    return user.has_usable_password() and user.password_changed_at < limit


def _lacks_second_factor(user: User) -> bool:
    """Two kinds of identification, one by cryptography (GB/T 22239-2019 8.1.4.1 d)."""
    return (
        settings.PORTAL_SECOND_FACTOR_REQUIRED
        and user.is_official
        and not is_mfa_enabled(user, [Authenticator.Type.TOTP])
    )


DEMANDS = (
    Demand(_has_temporary_password, "account_change_password", "请先修改初始密码。"),
    Demand(_has_expired_password, "account_change_password", "密码已到期，请先修改密码。"),
    Demand(_lacks_second_factor, "mfa_activate_totp", "首次登录请先设置第二因素（手机验证器）。"),
)


class FitAccountMiddleware:
    """Sends a user to whatever the account still demands before any other page opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if request.path.startswith(OWN_CREDENTIALS) and not user.has_usable_password():
            messages.info(request, "密码和验证方式由统一身份认证平台管理。")
            return redirect("portal:my_home")
        if request.path.startswith(ALWAYS_OPEN):
            return self.get_response(request)
        demand = next((demand for demand in DEMANDS if demand.is_open(user)), None)
        if demand is None:
            return self.get_response(request)
        messages.warning(request, demand.sentence)
        return redirect(demand.page)


def _go_to_login(request: HttpRequest) -> HttpResponseBase:
    """A fragment request leads the whole page to the login."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
    return to_login(request)
