from django.apps import AppConfig


class GradingConfig(AppConfig):
    name = "grading"
    label = "grading"
    verbose_name = "信用评价"
