"""Entries of repair in the menus."""

from credit_portal.accounts.choices import Role
from credit_portal.shared.navigation import NavItem
from repair.permissions import TRAINING_ROLES, VIEWING_ROLES

ENTRIES = (
    NavItem(
        "信用修复", "repair:inbox", "circle-check", roles=VIEWING_ROLES, order=90,
        group="异议和修复", hint="修复申请的核查、补正和逐条决定，窗口可代收纸质申请。",
        daily=frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.COURT_OFFICER}),
    ),
    NavItem(
        "修复告知书", "repair:notices", "file-text", roles=VIEWING_ROLES, order=91,
        group="异议和修复",
    ),
    NavItem(
        "培训课程", "repair:courses", "certificate", roles=TRAINING_ROLES, order=92,
        group="异议和修复",
    ),
    NavItem(
        "信用修复", "repair:my_repair", "circle-check", order=30, face="my", group="异议和修复",
        hint="哪些记录何时可以修复、缺什么条件；一次申请，多条记录一并办理。",
    ),
)  # fmt: skip
