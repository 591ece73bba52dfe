"""Entries of the pages that join several rooms."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.shared.navigation import NavItem

LOG_IN = "登录"  # beside the menu of the public site where there is room

ENTRIES = (
    NavItem("首页", "portal:home", "home", order=0, face="public"),
    NavItem("首页", "portal:my_home", "home", order=0, face="my"),
    NavItem(
        "信用记录",
        "portal:my_records",
        "file-text",
        order=15,
        face="my",
        group="信用档案",
        hint="本企业的全部信用记录及其状态；认为有误的，可以提出异议。",
    ),
    NavItem(
        "授权管理",
        "mandates:my",
        "users",
        order=80,
        face="my",
        group="授权和查询",
        hint="查看本人可以办理的主体；法定代表人授权和终止经办人。",
    ),
    NavItem(
        "企业授权",
        "mandates:desk",
        "users",
        roles=frozenset({Role.WINDOW_OFFICER, Role.LEAD_OFFICER}),
        order=60,
        hint="为不便网上办理的法定代表人、经办人核验材料，办理企业授权。",
    ),
    NavItem(
        "查询留痕",
        "portal:my_look_ups",
        "search",
        order=55,
        face="my",
        group="授权和查询",
    ),
    NavItem("工作台首页", "portal:desk_home", "home", order=0),
    NavItem("信用查询", "portal:search", "search", order=10, face="public"),
    NavItem(
        "双公示",
        "portal:publications",
        "file-text",
        order=15,
        face="public",
        hint="行政许可、行政处罚等十类行政行为的公示和上网及时率。",
    ),
    NavItem(
        "主体查询",
        "portal:desk_search",
        "search",
        roles=BUSINESS_ROLES,
        order=5,
        hint="按统一社会信用代码或名称查找主体，查看信用档案。",
    ),
    NavItem(
        "系统管理",
        "admin:index",
        "settings",
        roles=frozenset({Role.ADMINISTRATOR}),
        order=900,
        group="系统",
        hint="开立账号，维护机构、用户和信用信息目录。",
    ),
    NavItem(
        "规则和数据",
        "portal:policy",
        "scale",
        order=50,
        face="public",
        hint="现行政策的每项规定和出处、评价模型、数据统计和数据质量。",
    ),
    NavItem(
        "工作人员登录",
        "portal:desk_home",
        "login",
        order=90,
        face="public",
        group=LOG_IN,
        hint="政务服务窗口、行业主管部门和镇街工作人员由此登录工作台。",
    ),
    NavItem(
        "企业登录",
        "portal:my_home",
        "building",
        order=80,
        face="public",
        group=LOG_IN,
        hint="法定代表人和经办人实名登录后，查看本企业的信用信息，办理信用事项。",
    ),
)
