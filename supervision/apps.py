from django.apps import AppConfig

ACTS = {
    "supervision.initiate_measure": "发起监管措施",
    "supervision.respond_to_measure": "响应监管措施",
    "supervision.feed_back_measure": "反馈措施执行情况",
    "supervision.end_measure": "终止监管措施",
    "supervision.suspend_measure": "暂停执行监管措施",
    "supervision.restore_measure": "恢复执行监管措施",
}


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"
    verbose_name = "分类监管"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import NavItem, register
        from entities.tabs import register_tab
        from supervision.measures.duties import DUTIES as MEASURE_DUTIES
        from supervision.permissions import VIEWING_ROLES
        from supervision.treatment.tab import TREATMENT_TAB

        name_acts(ACTS)
        duties.register(*MEASURE_DUTIES)
        register_tab(TREATMENT_TAB)
        register(
            NavItem(
                "监管措施", "supervision:measures", "hammer", roles=VIEWING_ROLES, order=80,
                group="分类监管", hint="失信惩戒和守信激励措施的发起、响应和反馈。",
            ),
        )  # fmt: skip
