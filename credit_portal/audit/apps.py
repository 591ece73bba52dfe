from django.apps import AppConfig

from credit_portal.shared import navigation


class AuditConfig(AppConfig):
    name = "credit_portal.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.audit.permissions import READERS

        name_acts({"entities.look_up": "查询信用档案"})
        navigation.register(
            navigation.NavItem(
                "审计记录",
                "audit:list",
                "shield-check",
                roles=READERS,
                order=900,
                group="系统",
                hint="谁在何时因何做了什么、查了谁，以及审计链的核验结果。",
                daily=READERS,
            )
        )
