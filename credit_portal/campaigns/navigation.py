"""Entries of campaigns in the menus."""

from credit_portal.campaigns.permissions import NOTING_ROLES, REPORTING_ROLES
from credit_portal.shared.navigation import NavItem

ENTRIES = (
    NavItem(
        "专项工作", "campaigns:list", "list-check", roles=REPORTING_ROLES, order=96,
        group="统计考核",
    ),
    NavItem(
        "准入前诚信教育", "campaigns:talks", "users", roles=NOTING_ROLES, order=15,
        group="窗口和承诺",
    ),
)  # fmt: skip
