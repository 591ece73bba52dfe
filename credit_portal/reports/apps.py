from django.apps import AppConfig

ACTS = {
    "reports.issue_report": "出具信用报告",
    "reports.open_received": "打开收存的信用报告",
    "reports.receive_report": "收存外部信用报告",
    "reports.download_report": "下载信用报告",
    "reports.revoke_report": "撤销信用报告",
    "reports.start_check": "发起批量信用核查",
    "reports.complete_check": "完成批量信用核查",
}


class ReportsConfig(AppConfig):
    name = "credit_portal.reports"
    label = "reports"
    verbose_name = "信用报告"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.reports import receivers  # noqa: F401 - registers the receiver
        from credit_portal.reports.checks import jobs  # noqa: F401 - registers the job kind
        from credit_portal.reports.harm import REPORTS_USE
        from credit_portal.reports.navigation import ENTRIES
        from credit_portal.reports.tab import REPORTS_TAB
        from credit_portal.shared.navigation import register
        from disputes.harm.uses import register_use
        from entities.tabs import register_tab

        name_acts(ACTS)
        register_tab(REPORTS_TAB)
        register_use(REPORTS_USE)
        register(*ENTRIES)
