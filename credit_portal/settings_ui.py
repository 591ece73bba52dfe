"""Settings of the pages: what they say of themselves, what is published from node_modules, and
the look of ``/admin/``."""

from typing import Any

import environ
from django.templatetags.static import static

__all__ = [
    "CSRF_FAILURE_VIEW",
    "NODE_MODULES_FILES",
    "PORTAL_CITY_NAME",
    "PORTAL_HOTLINE",
    "PORTAL_ICONS",
    "PORTAL_ORGANISER",
    "PORTAL_PUBLIC_URL",
    "PORTAL_SITE_NAME",
    "UNFOLD",
]

env = environ.Env()

PORTAL_SITE_NAME = env.str("PORTAL_SITE_NAME", default="信用分级分类监管平台")
PORTAL_CITY_NAME = env.str("PORTAL_CITY_NAME", default="澄江市（演示）")
PORTAL_ORGANISER = env.str("PORTAL_ORGANISER", default="澄江市信用管理办公室（演示）")
PORTAL_HOTLINE = env.str("PORTAL_HOTLINE", default="")
# How the public reaches the portal: printed as QR code on reports.
PORTAL_PUBLIC_URL = env.str("PORTAL_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")

CSRF_FAILURE_VIEW = "credit_portal.portal.errors.csrf_failure"

# Outline icons by Tabler that ``{% icon %}`` may show. A page that needs another one adds it here.
PORTAL_ICONS = [
    "alert-triangle",
    "arrow-right",
    "arrows-diff",
    "bell",
    "building",
    "building-bank",
    "calendar",
    "certificate",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle-check",
    "circle-x",
    "clipboard-list",
    "clock",
    "copy",
    "download",
    "edit",
    "external-link",
    "eye",
    "file-spreadsheet",
    "file-text",
    "filter",
    "folder",
    "hammer",
    "help",
    "history",
    "home",
    "inbox",
    "info-circle",
    "keyboard",
    "list-check",
    "lock",
    "login",
    "logout",
    "mail",
    "map-pin",
    "menu-2",
    "plus",
    "printer",
    "refresh",
    "report",
    "scale",
    "scan",
    "search",
    "settings",
    "shield-check",
    "speakerphone",
    "text-size",
    "trash",
    "upload",
    "user",
    "users",
    "x",
]

# Static name → file below node_modules. Nothing else of node_modules is ever published.
NODE_MODULES_FILES = {
    "vendor/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/echarts.min.js": "echarts/dist/echarts.common.min.js",
    **{
        f"vendor/icons/{name}.svg": f"@tabler/icons/icons/outline/{name}.svg"
        for name in PORTAL_ICONS
    },
}


def _logo(_request: Any) -> str:
    return static("img/logo.svg")


UNFOLD = {
    "SITE_TITLE": "系统管理",
    "SITE_HEADER": "信用分级分类监管平台",
    "SITE_SUBHEADER": "系统管理",
    "SITE_URL": "/desk/",
    "SITE_ICON": _logo,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _logo}],
    "THEME": "light",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "COLORS": {
        "primary": {
            "50": "#eef4fb",
            "100": "#d9e6f5",
            "200": "#b3cdea",
            "300": "#84addb",
            "400": "#4f87c6",
            "500": "#2a68b0",
            "600": "#1a5496",
            "700": "#16447a",
            "800": "#123763",
            "900": "#0e2b4f",
            "950": "#081a31",
        },
    },
}
