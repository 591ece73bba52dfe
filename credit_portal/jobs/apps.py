from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "credit_portal.jobs"
    label = "jobs"
    verbose_name = "后台任务"
