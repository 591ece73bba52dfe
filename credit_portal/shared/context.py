"""What every page knows: the name of the site and how this deployment runs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(_request: HttpRequest | None = None) -> dict[str, Any]:
    """Context processor: ``portal.*`` in every template."""
    return {
        "portal": {
            "name": settings.PORTAL_SITE_NAME,
            "city": settings.PORTAL_CITY_NAME,
            "organiser": settings.PORTAL_ORGANISER,
            "hotline": settings.PORTAL_HOTLINE,
            "notice": _notice(),
            "has_mail": settings.PORTAL_MAIL_IS_SET,
        }
    }


def _notice() -> str:
    """The strip that tells a demonstration from the real thing."""
    if settings.PORTAL_MODE != "demo":
        return ""
    if settings.PORTAL_SECOND_FACTOR_REQUIRED:
        return "演示环境 · 城市、企业和数据均为虚构"
    return "演示环境 · 第二因素已关闭 · 城市、企业和数据均为虚构"
