from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"
    verbose_name = "分类监管"
