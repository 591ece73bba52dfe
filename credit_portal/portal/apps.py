from django.apps import AppConfig

from credit_portal.shared.navigation import register


class PortalConfig(AppConfig):
    name = "credit_portal.portal"
    label = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        from credit_portal.portal.navigation import ENTRIES

        register(*ENTRIES)
