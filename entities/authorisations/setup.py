"""What the pages of authorisations register when the portal starts."""

from credit_portal.accounts.choices import BUSINESS_ROLES


def prepare() -> None:
    from credit_portal.shared.navigation import NavItem, register

    register(
        NavItem(
            "信息授权", "authorisations:my_list", "shield-check", order=50, face="my",
            group="授权和查询",
        ),
        NavItem(
            "信息查询授权", "authorisations:list", "shield-check", roles=BUSINESS_ROLES, order=15,
        ),
    )  # fmt: skip
