"""Settings of mail: who sends it. Where production names no server, nothing by mail is offered."""

from datetime import timedelta
from pathlib import Path

import environ

env = environ.Env()

_IS_PRODUCTION = env.str("PORTAL_MODE", default="production") == "production"
_HAS_SERVER = bool(env.str("EMAIL_URL", default=""))

PORTAL_MAIL_IS_SET = _HAS_SERVER or not _IS_PRODUCTION
DEFAULT_FROM_EMAIL = env.str("PORTAL_MAIL_FROM", default="noreply@localhost")
# How long the link of a confirmation lives; then the address is deleted.
PORTAL_SUBSCRIPTION_CONFIRM_LIFE = timedelta(days=env.int("PORTAL_SUBSCRIPTION_DAYS", default=3))
# Subscriptions that one visitor may ask for within an hour.
PORTAL_SUBSCRIPTIONS_AN_HOUR = env.int("PORTAL_SUBSCRIPTIONS_AN_HOUR", default=10)


def mail_settings(home: Path) -> dict[str, object]:
    """The backend of ``EMAIL_URL``; a demonstration writes its mails into a folder."""
    if _HAS_SERVER:
        said = env.email_url("EMAIL_URL", backend=None)
        return {name: value for name, value in said.items() if value}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": home / "mails",
        "EMAIL_TIMEOUT": 30,
    }
