"""``manage.py build_demo``: everything a demonstration needs; safe to run at every start."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from credit_portal.portal.demo import steps
from credit_portal.shared.clock import now


class Command(BaseCommand):
    """Compose what each app offers; steps that are done already do nothing."""

    help = "建立演示环境：政策包、机构和用户、目录、虚构城市和信用承诺（已有的不变）。"

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("正式环境不能建立演示数据。")
        for name, run in steps(now()):
            start = time.monotonic()
            run()
            self.stdout.write(f"{name}：{time.monotonic() - start:.1f} 秒")
