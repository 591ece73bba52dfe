from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from credit_portal.shared import navigation


class JobsConfig(AppConfig):
    name = "credit_portal.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        from credit_portal.accounts.choices import OFFICIAL_ROLES
        from credit_portal.audit.acts import name_acts

        autodiscover_modules("tasks")  # every process knows every kind of job
        name_acts(
            {
                "jobs.start_job": "发起后台任务",
                "jobs.cancel_job": "取消后台任务",
                "jobs.retry_job": "重试后台任务",
                "jobs.download_result": "下载任务结果",
            }
        )
        navigation.register(
            navigation.NavItem(
                "我的任务",
                "jobs:list",
                "list-check",
                roles=frozenset(OFFICIAL_ROLES),
                order=800,
                group="系统",
            )
        )
