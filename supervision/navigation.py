"""Entries of supervision in the menus."""

from credit_portal.accounts.choices import Role
from credit_portal.shared.navigation import NavItem
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.inspections.permissions import EFFECT_ROLES, INSPECTING_ROLES
from supervision.permissions import DECIDING_ROLES, VIEWING_ROLES
from supervision.reminders.permissions import REMINDING_ROLES

ENTRIES = (
    NavItem(
        "监管措施", "supervision:measures", "hammer", roles=VIEWING_ROLES, order=80,
        group="分类监管", hint="失信惩戒和守信激励措施的发起、响应和反馈。",
        daily=frozenset({Role.DEPARTMENT_OFFICER, Role.COURT_OFFICER}),
    ),
    NavItem(
        "名单管理", "supervision:listings", "clipboard-list", roles=VIEWING_ROLES,
        order=81, group="分类监管", hint="名单的提出、告知、决定、送达和移出。",
        daily=frozenset({Role.COURT_OFFICER}),
    ),
    NavItem(
        "限期整改", "supervision:orders", "list-check", roles=CORRECTING_ROLES, order=82,
        group="分类监管",
    ),
    NavItem(
        "约谈", "supervision:interviews", "users", roles=CORRECTING_ROLES, order=83,
        group="分类监管",
    ),
    NavItem(
        "监管待办", "supervision:follow_ups", "alert-triangle", roles=CORRECTING_ROLES,
        order=84, group="分类监管",
    ),
    NavItem(
        "免罚轻罚清单", "supervision:violations", "list-check", roles=VIEWING_ROLES, order=84,
        group="分类监管",
    ),
    NavItem(
        "信用提示", "supervision:reminders", "bell", roles=REMINDING_ROLES, order=84,
        group="分类监管",
    ),
    NavItem(
        "通报函", "supervision:letters", "file-text", roles=DECIDING_ROLES, order=84,
        group="分类监管",
    ),
    NavItem(
        "措施成效", "supervision:measure_effects", "report", roles=VIEWING_ROLES, order=84,
        group="分类监管",
    ),
    NavItem(
        "典型案例", "supervision:cases", "folder", roles=DECIDING_ROLES, order=84,
        group="分类监管",
    ),
    NavItem(
        "典型案例", "supervision:published_cases", "folder", order=31, face="public",
        hint="信用监管和市场、行业禁入的典型案例，已脱敏。",
    ),
    NavItem(
        "名单告知", "supervision:my_listings", "bell", order=40, face="my", group="监管事项",
    ),
    NavItem(
        "监管措施", "supervision:my_measures", "hammer", order=41, face="my", group="监管事项",
    ),
    NavItem(
        "限期整改", "supervision:my_orders", "list-check", order=42, face="my", group="监管事项",
    ),
    NavItem(
        "约谈", "supervision:my_interviews", "users", order=43, face="my", group="监管事项",
    ),
    NavItem(
        "名单公示", "supervision:published_listings", "clipboard-list", order=30,
        face="public",
        hint="严重失信主体名单、经营异常名录、守信红名单和市场、行业禁入。",
    ),
    NavItem(
        "抽查计划", "supervision:inspection_plans", "calendar", roles=INSPECTING_ROLES,
        order=85, group="双随机抽查",
    ),
    NavItem(
        "检查", "supervision:visits", "scan", roles=INSPECTING_ROLES, order=86,
        group="双随机抽查", hint="通知、入企登记、录入结果、审核和公示。",
        daily=frozenset({Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER}),
    ),
    NavItem(
        "抽查事项", "supervision:inspection_items", "list-check", roles=INSPECTING_ROLES,
        order=87, group="双随机抽查",
    ),
    NavItem(
        "检查人员", "supervision:inspectors", "users", roles=INSPECTING_ROLES, order=88,
        group="双随机抽查",
    ),
    NavItem(
        "抽查成效", "supervision:inspection_effect", "report", roles=EFFECT_ROLES, order=89,
        group="双随机抽查",
    ),
    NavItem(
        "检查", "supervision:my_inspections", "scan", order=39, face="my", group="监管事项",
        hint="检查通知、入企码、结果，以及一年内接受检查的次数。",
    ),
    NavItem(
        "双随机抽查", "supervision:public_results", "scan", order=30, face="public",
        hint="抽查事项清单、计划、任务和结果；每次抽取都可以由任何人核验。",
    ),
)  # fmt: skip
