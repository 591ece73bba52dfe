"""Settings of logging in: passwords, second factor, lock-out, sessions.

GB/T 22239-2019 (等保 2.0) asks for limits without giving numbers; the numbers here are common
practice of government portals, not a standard's, and a deployment may tighten them.
"""

from datetime import timedelta

import environ

env = environ.Env()

PORTAL_PASSWORD_DAYS = env.int("PORTAL_PASSWORD_DAYS", default=90)
PORTAL_PASSWORDS_REMEMBERED = env.int("PORTAL_PASSWORDS_REMEMBERED", default=5)
PORTAL_LOGIN_FAILURES = env.int("PORTAL_LOGIN_FAILURES", default=5)
PORTAL_LOGIN_LOCK = timedelta(minutes=env.int("PORTAL_LOGIN_LOCK_MINUTES", default=30))
PORTAL_SESSION_IDLE = timedelta(minutes=env.int("PORTAL_SESSION_IDLE_MINUTES", default=30))
PORTAL_SESSION_LONGEST = timedelta(hours=env.int("PORTAL_SESSION_HOURS", default=8))

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"  # where a role starts: accounts.allauth_adapters
SESSION_COOKIE_AGE = int(PORTAL_SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_DJANGO = "django.contrib.auth.password_validation."
_PORTAL = "credit_portal.accounts.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _DJANGO + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": _DJANGO + "UserAttributeSimilarityValidator"},
    {"NAME": _DJANGO + "CommonPasswordValidator"},
    {"NAME": _PORTAL + "ThreeOfFourKindsValidator"},
    {"NAME": _PORTAL + "NotUsedBeforeValidator"},
]

ACCOUNT_ADAPTER = "credit_portal.accounts.allauth_adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Passwords are guarded by axes; this limit guards the codes of the second factor.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": f"{PORTAL_LOGIN_FAILURES}/{PORTAL_LOGIN_LOCK.total_seconds():.0f}s/key",
}

MFA_ADAPTER = "credit_portal.accounts.allauth_adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "信用分级分类监管平台"

AXES_FAILURE_LIMIT = PORTAL_LOGIN_FAILURES
AXES_COOLOFF_TIME = PORTAL_LOGIN_LOCK
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "password"]
