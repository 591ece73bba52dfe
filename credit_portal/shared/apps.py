from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "credit_portal.shared"
    label = "shared"
    verbose_name = "公共基础"
