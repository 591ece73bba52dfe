"""What the change feed tells the other rooms when the portal starts."""

from credit_portal.accounts.choices import AGENCY_ROLES, Role
from credit_portal.shared import duties
from credit_portal.shared.navigation import NavItem, register
from entities.feed.duties import DUTIES
from entities.feed.permissions import KEEPING_ROLES


def prepare() -> None:
    """Register duties and the entries of the menu."""
    duties.register(*DUTIES)
    register(
        NavItem(
            "变动同步", "feed:changes", "refresh", roles=AGENCY_ROLES, order=61,
            group="信用档案", hint="撤回、更正、修复的信用记录，在本单位的系统中同步后确认。",
            daily=frozenset({Role.PARTNER}),
        ),
        NavItem(
            "变动订阅", "feed:overview", "list-check", roles=KEEPING_ROLES, order=62,
            group="信用档案",
        ),
    )  # fmt: skip
