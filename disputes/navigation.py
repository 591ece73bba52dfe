"""Entries of disputes in the menus."""

from credit_portal.accounts.choices import Role
from credit_portal.shared.navigation import NavItem
from disputes.permissions import HANDLING_ROLES

ENTRIES = (
    NavItem(
        "异议处理", "disputes:list", "scale", roles=HANDLING_ROLES, order=90, group="异议和修复",
        hint="收到的异议按期限排列：受理、核实、逐项决定、答复。",
        daily=frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.COURT_OFFICER}),
    ),
    NavItem(
        "我的异议", "disputes:my_list", "scale", order=35, face="my", group="异议和修复",
        hint="对信用记录、等级、名单有异议的，在此提出、补正、催办和查看答复。",
    ),
    NavItem(
        "主体声明", "disputes:replies", "speakerphone", roles=HANDLING_ROLES, order=92,
        group="异议和修复",
    ),
    NavItem(
        "纠正影响", "disputes:harms", "history", roles=HANDLING_ROLES, order=93,
        group="异议和修复",
    ),
    NavItem(
        "主体声明", "disputes:my_replies", "speakerphone", order=37, face="my", group="异议和修复",
    ),
    NavItem(
        "纠正影响", "disputes:my_harms", "history", order=38, face="my", group="异议和修复",
    ),
)  # fmt: skip
