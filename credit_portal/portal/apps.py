from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "credit_portal.portal"
    label = "portal"
    verbose_name = "门户"
