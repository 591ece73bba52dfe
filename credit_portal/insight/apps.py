from django.apps import AppConfig

from credit_portal.shared.navigation import NavItem, register

ACTS = {
    "insight.keep_scorecards": "统计单位评分",
    "insight.issue_notice": "发文表扬或通报",
}


class InsightConfig(AppConfig):
    name = "credit_portal.insight"
    label = "insight"
    verbose_name = "统计分析"

    def ready(self) -> None:
        from credit_portal.accounts.choices import BUSINESS_ROLES
        from credit_portal.audit.acts import name_acts

        name_acts(ACTS)
        register(
            NavItem(
                "领导驾驶舱", "insight:dashboard", "report", roles=BUSINESS_ROLES, order=95,
                group="统计考核", for_heads=True,
                hint="信用状况、办理期限、数据质量、检查成效，逐项可查明细。",
                daily=BUSINESS_ROLES,
            ),
            NavItem(
                "单位评分", "insight:scorecards", "list-check", roles=BUSINESS_ROLES, order=95,
                group="统计考核",
            ),
        )  # fmt: skip
