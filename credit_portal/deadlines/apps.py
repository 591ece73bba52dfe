from django.apps import AppConfig

from credit_portal.shared import duties
from credit_portal.shared.navigation import NavItem, register


class DeadlinesConfig(AppConfig):
    name = "credit_portal.deadlines"
    label = "deadlines"
    verbose_name = "办理期限"

    def ready(self) -> None:
        from credit_portal.accounts.choices import BUSINESS_ROLES
        from credit_portal.audit.acts import name_acts
        from credit_portal.deadlines import receivers  # noqa: F401 - registers itself
        from credit_portal.deadlines.duties import DUTIES

        name_acts({"deadlines.recount_deadline": "重新计算期限"})
        duties.register(*DUTIES)
        register(
            NavItem("办理期限", "deadlines:list", "clock", frozenset(BUSINESS_ROLES), 8, "待办")
        )
