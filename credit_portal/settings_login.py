"""Settings of logging in: passwords, second factor, lock-out, sessions.

GB/T 22239-2019 (等保 2.0) asks for limits without giving numbers; the numbers here are common
practice of government portals, not a standard's, and a deployment may tighten them.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import environ

from credit_portal.shared.claim_names import ClaimNames

env = environ.Env()

PORTAL_PASSWORD_DAYS = env.int("PORTAL_PASSWORD_DAYS", default=90)
PORTAL_PASSWORDS_REMEMBERED = env.int("PORTAL_PASSWORDS_REMEMBERED", default=5)
PORTAL_LOGIN_FAILURES = env.int("PORTAL_LOGIN_FAILURES", default=5)
PORTAL_LOGIN_LOCK = timedelta(minutes=env.int("PORTAL_LOGIN_LOCK_MINUTES", default=30))
# So many failures of one address at all accounts, or at one account from all addresses, and it
# waits so long: a lock that follows the name alone would let anybody keep a victim out.
PORTAL_LOGIN_FAILURES_AT_LARGE = env.int("PORTAL_LOGIN_FAILURES_AT_LARGE", default=50)
PORTAL_LOGIN_PAUSE = timedelta(minutes=env.int("PORTAL_LOGIN_PAUSE_MINUTES", default=5))
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

# --- Businesses: real-name login at identity providers -------------------------------------------
# A password account of a business is for demonstrations; production refuses it (start_checks).
PORTAL_ENTERPRISE_PASSWORD_LOGIN = env.bool(
    "PORTAL_ENTERPRISE_PASSWORD_LOGIN", default=env.str("PORTAL_MODE", "production") != "production"
)
PORTAL_INVITATION_LIFE = timedelta(days=env.int("PORTAL_INVITATION_DAYS", default=7))

PORTAL_OIDC_SERVER_URL = env.str("PORTAL_OIDC_SERVER_URL", default="")
PORTAL_TICKET_LOGIN_URL = env.str("PORTAL_TICKET_LOGIN_URL", default="")
PORTAL_TICKET_LOGOUT_URL = env.str("PORTAL_TICKET_LOGOUT_URL", default="")
PORTAL_TICKET_VALIDATE_URL = env.str("PORTAL_TICKET_VALIDATE_URL", default="")
IDENTITY_PROVIDERS = [
    PORTAL_OIDC_SERVER_URL, PORTAL_TICKET_LOGIN_URL, PORTAL_TICKET_LOGOUT_URL,
    PORTAL_TICKET_VALIDATE_URL,
]  # fmt: skip
# Where the forms of login and logout may lead to; a provider may have those pages elsewhere.
IDENTITY_ORIGINS = sorted(
    {
        *(
            "{0.scheme}://{0.netloc}".format(urlsplit(address))
            for address in IDENTITY_PROVIDERS[:3] if address
        ),
        *env.list("PORTAL_IDENTITY_ORIGINS", default=[]),
    }
)  # fmt: skip
# How the provider names what it tells of a person, and which of its levels count as verified.
PORTAL_CLAIM_NAMES = ClaimNames(
    name=env.str("PORTAL_CLAIM_NAME", default="name"),
    id_number=env.str("PORTAL_CLAIM_ID_NUMBER", default="id_number"),
    level=env.str("PORTAL_CLAIM_LEVEL", default="real_name_level"),
    represents=env.str("PORTAL_CLAIM_REPRESENTS", default="legal_representative_of"),
    verified_levels=frozenset(env.list("PORTAL_LEVELS_VERIFIED", default=["2"])),
    strong_levels=frozenset(env.list("PORTAL_LEVELS_STRONG", default=["3"])),
)

SOCIALACCOUNT_ADAPTER = "credit_portal.accounts.real_name.social.RealNameAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {
        "provider_class": "credit_portal.accounts.real_name.oidc.Provider",
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "统一身份认证",
                "client_id": env.str("PORTAL_OIDC_CLIENT_ID", default=""),
                "secret": env.str("PORTAL_OIDC_CLIENT_SECRET", default=""),
                "settings": {
                    "server_url": PORTAL_OIDC_SERVER_URL,
                    "oauth_pkce_enabled": True,
                    "scope": env.list("PORTAL_OIDC_SCOPES", default=["openid", "profile"]),
                    "uid_field": "sub",
                },
            }
        ]
        if PORTAL_OIDC_SERVER_URL
        else [],
    }
}

MFA_ADAPTER = "credit_portal.accounts.allauth_adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "信用分级分类监管平台"

AXES_FAILURE_LIMIT = PORTAL_LOGIN_FAILURES
AXES_COOLOFF_TIME = PORTAL_LOGIN_LOCK
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "credit_portal.shared.visitors.address_of"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "password"]
