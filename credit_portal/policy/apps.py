from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "credit_portal.policy"
    label = "policy"
    verbose_name = "政策包"
