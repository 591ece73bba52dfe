"""Settings, read from the environment; safe by default.

``PORTAL_MODE`` is ``production`` unless the developer commands say otherwise. What a production
start refuses is in ``credit_portal.shared.start_checks``.
"""

from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab

from credit_portal.settings_login import *  # noqa: F403
from credit_portal.settings_mail import *  # noqa: F403
from credit_portal.settings_public import *  # noqa: F403
from credit_portal.settings_ui import *  # noqa: F403
from credit_portal.shared.content_security import PORTAL_POLICY
from credit_portal.shared.logs import configure_logs
from credit_portal.shared.start_checks import (
    DEFAULT_INDEX_KEY,
    DEFAULT_REGION_CODE,
    DEFAULT_SECRET_KEY,
    refuse_unsafe_start,
)

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_MODE = env.str("PORTAL_MODE", default="production")  # production | demo | test
IS_PRODUCTION = PORTAL_MODE == "production"
IS_TEST = PORTAL_MODE == "test"
PORTAL_HOME = Path(env.str("PORTAL_HOME", default=str(BASE_DIR / "var"))).resolve()

DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = env.str("DJANGO_SECRET_KEY", default=DEFAULT_SECRET_KEY)
# The machine itself always may: its health check asks by these names.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("DJANGO_ALLOWED_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])

# The key of the encrypted ID numbers stands outside the database (hex, 32 digits for SM4).
FIELD_KEYS = env.dict("PORTAL_FIELD_KEYS", default={})
FIELD_INDEX_KEY = env.str("PORTAL_FIELD_INDEX_KEY", default=DEFAULT_INDEX_KEY)

# Which region this deployment serves, and the pack in force where no assignment says otherwise.
PORTAL_REGION_CODE = env.str("PORTAL_REGION_CODE", default=DEFAULT_REGION_CODE)
PORTAL_DEFAULT_PACK = env.str("PORTAL_DEFAULT_PACK", default="national_2026")
PORTAL_SECOND_FACTOR_REQUIRED = env.bool("PORTAL_SECOND_FACTOR_REQUIRED", default=not IS_TEST)
# A stand-in for the national identity platform, by which tests log in as any business.
TEST_IDENTITY_PROVIDER = env.bool("PORTAL_TEST_IDENTITY_PROVIDER", default=False)

refuse_unsafe_start(globals())

INSTALLED_APPS = [
    "credit_portal.shared",
    "credit_portal.audit",
    "credit_portal.accounts",
    "credit_portal.jobs",
    "credit_portal.messages",
    "credit_portal.policy",
    "credit_portal.deadlines",
    "credit_portal.articles",
    "entities",
    "grading",
    "supervision",
    "commitments",
    "declarations",
    "repair",
    "disputes",
    "credit_portal.errata",
    "credit_portal.reports",
    "credit_portal.insight",
    "credit_portal.campaigns",
    "credit_portal.portal",
    "credit_portal.subscriptions",
    "unfold",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_celery_beat",
    "django_celery_results",
    "django_htmx",
    "django_structlog",
    "pgtrigger",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "credit_portal.shared.content_security.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "credit_portal.accounts.middleware.SessionLimitsMiddleware",
    "credit_portal.accounts.middleware.FitAccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "credit_portal.shared.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "credit_portal.urls"
WSGI_APPLICATION = "credit_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "credit_portal.shared.context.portal",
                "credit_portal.policy.context.terms",
                "credit_portal.deadlines.context.lights",
            ],
            "builtins": [
                "credit_portal.shared.templatetags.portal_ui",
                "credit_portal.deadlines.templatetags.deadlines",
            ],
        },
    }
]

DATABASES = {
    "default": env.db("DATABASE_URL", default="postgres://portal@127.0.0.1:5432/portal"),
}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES: dict[str, dict[str, str]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = "django-db"
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULE = {
    "jobs.sweep": {"task": "credit_portal.jobs.tasks.sweep_jobs", "schedule": timedelta(minutes=1)},
    "audit.keep_daily_head": {
        "task": "credit_portal.audit.tasks.keep_daily_head",
        "schedule": crontab(hour=23, minute=50),
    },
    "campaigns.send_reminders": {
        "task": "credit_portal.campaigns.tasks.send_campaign_reminders",
        "schedule": crontab(hour=8, minute=40),
    },
    "commitments.remind_of_supplements": {
        "task": "commitments.tasks.remind_of_supplements",
        "schedule": crontab(hour=7, minute=30),
    },
    "commitments.follow_up_breaches": {
        "task": "commitments.tasks.follow_up_breaches",
        "schedule": crontab(hour=7, minute=40),
    },
    "commitments.remind_of_ledgers": {
        "task": "commitments.tasks.remind_of_ledgers",
        "schedule": crontab(hour=8, minute=30),
    },
    "declarations.confirm_due": {
        "task": "declarations.tasks.confirm_due_declarations",
        "schedule": crontab(hour=0, minute=5),
    },
    "deadlines.send_alerts": {
        "task": "credit_portal.deadlines.tasks.send_deadline_alerts",
        "schedule": crontab(minute=10),
    },
    "entities.follow_representatives": {
        "task": "entities.tasks.follow_representatives",
        "schedule": crontab(hour=6, minute=30),
    },
    "entities.forget_quarantine": {
        "task": "entities.imports.tasks.forget_quarantine",
        "schedule": crontab(hour=2, minute=20),
    },
    "disputes.reverse_harm": {
        "task": "disputes.harm.tasks.reverse_harm",
        "schedule": timedelta(minutes=10),
    },
    "grading.send_missed_notices": {
        "task": "grading.notices.tasks.send_missed_notices",
        "schedule": crontab(hour=8, minute=0),
    },
    "grading.start_due_run": {
        "task": "grading.tasks.start_due_run",
        "schedule": crontab(minute=0),
    },
    "repair.notify_missed": {
        "task": "repair.tasks.notify_missed",
        "schedule": crontab(hour=7, minute=50),
    },
    "reports.revoke_missed_reports": {
        "task": "credit_portal.reports.tasks.revoke_missed_reports",
        "schedule": crontab(minute=20),
    },
    "insight.keep_scorecards": {
        "task": "credit_portal.insight.tasks.keep_scorecards",
        "schedule": crontab(hour=6, minute=20),
    },
    "subscriptions.send_daily_digests": {
        "task": "credit_portal.subscriptions.tasks.send_daily_digests",
        "schedule": crontab(hour="7-11", minute=15),
    },
    "subscriptions.delete_unconfirmed": {
        "task": "credit_portal.subscriptions.tasks.delete_unconfirmed",
        "schedule": crontab(hour=2, minute=10),
    },
    "supervision.open_follow_ups": {
        "task": "supervision.tasks.open_follow_ups",
        "schedule": crontab(hour=7, minute=45),
    },
    "supervision.open_listing_reviews": {
        "task": "supervision.tasks.open_listing_reviews",
        "schedule": crontab(hour=7, minute=50),
    },
}
CELERY_TASK_DEFAULT_QUEUE = env.str("PORTAL_QUEUE", default="portal")

# One language: there is no LocaleMiddleware, so that a browser's wish changes nothing.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

AUTH_USER_MODEL = "accounts.User"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason may be as long as its form

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("PORTAL_STATIC_ROOT", default=str(PORTAL_HOME / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "credit_portal.shared.finders.NodeModulesFinder",
]
MEDIA_ROOT = PORTAL_HOME / "files"  # private: served only through views that ask for permission
IMPORT_MAX_BYTES = env.int("PORTAL_IMPORT_MAX_MB", default=300) * 2**20
IMPORT_READER_BYTES = env.int("PORTAL_IMPORT_READER_MB", default=4096) * 2**20  # memory of a reader
# How long rows that were sent back, with what they hold, wait to be mended.
QUARANTINE_LIFE = timedelta(days=env.int("PORTAL_QUARANTINE_DAYS", default=90))
# Connections on which a grading run works at once; tests keep to their own transaction.
GRADING_CONNECTIONS = env.int("GRADING_CONNECTIONS", default=1 if IS_TEST else 2)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # of a form without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 20
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_TEST
        else "credit_portal.shared.static_storage.PublishedStaticFilesStorage",
        # Public, unlike uploads: whoever collects them need not be who serves them.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_AUTOREFRESH = IS_TEST  # tests collect nothing

globals().update(mail_settings(PORTAL_HOME))  # noqa: F405

# --- Sessions and transport --------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
# Whether a proxy in front writes the visitor's address down (docker/nginx.conf does).
PORTAL_BEHIND_PROXY = env.bool("PORTAL_BEHIND_PROXY", default=IS_PRODUCTION)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PRODUCTION else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": PORTAL_POLICY
    | {"form-action": [*PORTAL_POLICY["form-action"], *IDENTITY_ORIGINS]}  # noqa: F405
}
# HSTS preloading is the domain owner's to decide; accounts are locked whatever address is used.
SILENCED_SYSTEM_CHECKS = ["security.W021", "axes.W006"]

# --- Passwords in tests --------------------------------------------------------------------------
if IS_TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hundreds of logins

# --- Logs --------------------------------------------------------------------------------------
LOGGING = configure_logs(
    as_json=IS_PRODUCTION, level=env.str("PORTAL_LOG_LEVEL", "WARNING" if IS_TEST else "INFO")
)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
