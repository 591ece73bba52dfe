"""``manage.py install_repair_defaults``: the common training course."""

from typing import Any

from django.core.management.base import BaseCommand

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from repair import defaults


class Command(BaseCommand):
    help = "装入信用修复培训课程（已有课程的不变）。"

    def handle(self, *args: Any, **options: Any) -> None:
        count = defaults.install(by=SystemActor("部署"), at=clock.now())
        self.stdout.write(f"装入 {count} 项。")
