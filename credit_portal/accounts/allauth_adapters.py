"""How allauth is used here: no sign-up, no e-mail, start page by role, secrets encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.accounts.real_name.leaving import logout_address
from credit_portal.accounts.selectors import has_failed_at_large
from credit_portal.shared import crypto
from credit_portal.shared.clock import now
from credit_portal.shared.visitors import address_of

START_PAGES = {
    Role.ENTERPRISE: "/my/",
    Role.ADMINISTRATOR: "/admin/",
    Role.AUDITOR: "/desk/audit/",
}
DESK = "/desk/"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are created by an administrator; the portal sends no e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "用户名或密码不正确。连续输错会被暂时锁定。",
        "too_many_login_attempts": "尝试次数过多，已暂时锁定，请稍后再试。",
        "rate_limited": "尝试次数过多，请稍后再试。",
        "incorrect_code": "验证码不正确，请输入验证器当前显示的 6 位数字。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """axes locks a name at one address; either of them with many failures waits a while.

        allauth's own limit is left to the codes of the second factor.
        """
        name = str(credentials.get("username", ""))
        if has_failed_at_large(name, address_of(request), at=now()):
            raise self.validation_error("too_many_login_attempts")

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """A business does not get in by password, except in a demonstration."""
        if user.role == Role.ENTERPRISE and not settings.PORTAL_ENTERPRISE_PASSWORD_LOGIN:
            messages.error(request, "经营主体请通过统一身份认证实名登录。")
            return redirect("account_real_name")
        return super().pre_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: SignedInRequest) -> str:
        return START_PAGES.get(Role(request.user.role), DESK)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return logout_address(request) or str(super().get_logout_redirect_url(request))

    def get_password_change_redirect_url(self, request: SignedInRequest) -> str:
        return self.get_login_redirect_url(request)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed; the audit log keeps what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the authenticators lie encrypted in the database (SM4-GCM)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": "工作人员不能停用第二因素。更换手机请联系管理员。",
    }

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.PORTAL_SECOND_FACTOR_REQUIRED and authenticator.user.is_official)
