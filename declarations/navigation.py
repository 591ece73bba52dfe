"""Entries of declarations in the menus."""

from credit_portal.shared.navigation import NavItem
from declarations.permissions import REVIEWING_ROLES

ENTRIES = (
    NavItem(
        "自主申报审核", "declarations:list", "edit", roles=REVIEWING_ROLES, order=95,
        group="异议和修复",
    ),
    NavItem(
        "自主申报", "declarations:my_list", "edit", order=45, face="my", group="承诺和申报",
        hint="申报公益慈善、荣誉、资质等信息，经审核和公示无异议后计入信用记录。",
    ),
    NavItem("自主申报公示", "declarations:published", "edit", order=60, face="public"),
)  # fmt: skip
