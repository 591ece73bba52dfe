"""Logins, failures and departures enter the audit log (等保 2.0: audit covers every user)."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from credit_portal.accounts.models import User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now

ENTRANCE = SystemActor("登录")


@receiver(user_logged_in)
def _logged_in(user: User, **_: Any) -> None:
    audit.record(by=user, act="accounts.log_in", obj=user, at=now())


@receiver(user_logged_out)
def _logged_out(user: User | None, **_: Any) -> None:
    if user is not None:
        audit.record(by=user, act="accounts.log_out", obj=user, at=now())


@receiver(user_login_failed)
def _login_failed(credentials: dict[str, Any], **_: Any) -> None:
    """The name as typed, known or not; never the password."""
    tried = str(credentials.get("username", ""))
    audit.record(
        by=ENTRANCE,
        act="accounts.fail_login",
        object_type=User._meta.label_lower,
        object_label=tried,
        at=now(),
    )


@receiver(authentication_failed)
def _code_failed(user: User, **_: Any) -> None:
    audit.record(by=ENTRANCE, act="accounts.fail_second_factor", obj=user, at=now())


@receiver(authenticator_added)
def _second_factor_set(user: User, authenticator: Authenticator, **_: Any) -> None:
    """Once: the recovery codes that come with it are announced as well."""
    if authenticator.type == Authenticator.Type.TOTP:
        audit.record(by=user, act="accounts.set_second_factor", obj=user, at=now())


@receiver(authenticator_reset)
def _recovery_codes_renewed(user: User, **_: Any) -> None:
    audit.record(by=user, act="accounts.renew_recovery_codes", obj=user, at=now())


@receiver(password_changed)
def _password_changed(user: User, **_: Any) -> None:
    audit.record(by=user, act="accounts.change_password", obj=user, at=now())
