"""Password rules beyond Django's own (等保 2.0: complexity, change; numbers in settings)."""

import re

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from credit_portal.accounts.models import PasswordHistory, User

KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
KINDS_NEEDED = 3


class ThreeOfFourKindsValidator:
    """Lower case, upper case, digits, other characters: three of the four."""

    def validate(self, password: str, user: User | None = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in KINDS) < KINDS_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        return "密码须含大写字母、小写字母、数字、符号中的至少三种。"


class NotUsedBeforeValidator:
    """The last passwords are not taken again; Django tells it of each password that is set."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        if any(check_password(password, used) for used in self._last(user)):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def password_changed(self, password: str, user: User | None = None) -> None:
        if user is not None and user.pk is not None:
            PasswordHistory.objects.create(user=user, password=user.password)

    def get_help_text(self) -> str:
        return f"密码不能与最近 {settings.PORTAL_PASSWORDS_REMEMBERED} 次用过的密码相同。"

    @staticmethod
    def _last(user: User) -> list[str]:
        remembered = user.old_passwords.values_list("password", flat=True)
        return list(remembered[: settings.PORTAL_PASSWORDS_REMEMBERED])
