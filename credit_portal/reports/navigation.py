"""Entries of reports in the menus."""

from credit_portal.accounts.choices import Role
from credit_portal.reports.permissions import CHECKING_ROLES, READING_ROLES
from credit_portal.shared.navigation import NavItem

ENTRIES = (
    NavItem(
        "信用报告", "reports:desk_list", "file-text", roles=READING_ROLES, order=63,
        group="信用档案", hint="按应用事项出具审查报告；在窗口为企业打印信用报告。",
        daily=frozenset({Role.WINDOW_OFFICER}),
    ),
    NavItem(
        "批量信用核查", "reports:checks", "file-spreadsheet", roles=CHECKING_ROLES, order=64,
        group="信用档案", hint="上传代码名单，一次核查名单、措施和处罚情况。",
        daily=frozenset({Role.PARTNER}),
    ),
    NavItem(
        "信用报告", "reports:my_list", "file-text", order=25, face="my", group="信用档案",
        hint="随时取得本企业的信用报告；专项信用报告可替代无违法违规证明。不收费。",
    ),
    NavItem(
        "报告核验", "reports:verify", "shield-check", order=40, face="public",
        hint="输入报告上的核验码或者扫描二维码，核验信用报告的真伪和效力。",
    ),
)  # fmt: skip
