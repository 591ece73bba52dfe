"""Entries of campaigns in the menus."""

from credit_portal.campaigns.permissions import NOTING_ROLES, REPORTING_ROLES
from credit_portal.shared.navigation import NavItem

ENTRIES = (
    NavItem(
        "专项工作", "campaigns:list", "list-check", roles=REPORTING_ROLES, order=96,
        group="统计考核", hint="年度专项工作的方案、分领域总结和成效案例，按期报送。",
    ),
    NavItem(
        "准入前诚信教育", "campaigns:talks", "users", roles=NOTING_ROLES, order=15,
        group="窗口和承诺", hint="登记办事现场的诚信教育；不是准入条件，不收费。",
    ),
)  # fmt: skip
