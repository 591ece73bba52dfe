"""Entries of commitments in the menus."""

from commitments.permissions import (
    ACCEPTING_ROLES,
    CATALOGUE_ROLES,
    FILING_ROLES,
    VIEWING_ROLES,
)
from credit_portal.accounts.choices import Role
from credit_portal.shared.navigation import NavItem

COUNTERS = frozenset({Role.WINDOW_OFFICER, Role.TOWN_OFFICER})

ENTRIES = (
    NavItem(
        "窗口受理", "commitments:window", "scan", roles=ACCEPTING_ROLES,
        order=10, group="窗口和承诺",
        hint="扫码或输入企业名称，查看可用的承诺方式，登记并打印承诺书。", daily=COUNTERS,
    ),
    NavItem(
        "承诺管理", "commitments:list", "certificate", roles=VIEWING_ROLES, order=20,
        group="窗口和承诺", hint="补齐期限、履约认定、违诺处理和定期复核。", daily=COUNTERS,
    ),
    NavItem(
        "承诺备案公示", "commitments:file", "speakerphone", roles=FILING_ROLES, order=25,
        group="窗口和承诺", hint="主动型和行业自律型承诺备案，向社会公示。",
        daily=frozenset({Role.PARTNER}),
    ),
    NavItem(
        "承诺台账", "commitments:ledgers", "file-spreadsheet", roles=ACCEPTING_ROLES,
        order=30, group="窗口和承诺", hint="按月生成登记表、违诺表和汇总表并报送。",
        daily=COUNTERS,
    ),
    NavItem(
        "事项与样式", "commitments:catalogue", "clipboard-list", roles=CATALOGUE_ROLES,
        order=40, group="窗口和承诺",
    ),
    NavItem(
        "待履行承诺", "commitments:my_list", "certificate", order=44, face="my", group="承诺和申报",
        hint="尚待履行的承诺、需要补齐的材料和期限。",
    ),
    NavItem(
        "信用承诺公示", "commitments:published", "certificate", order=20, face="public",
        hint="经营主体向社会公开作出的信用承诺，可按名称、代码和类型查询。",
    ),
)  # fmt: skip
