"""``manage.py install_commitment_defaults``: the common items and letters."""

from typing import Any

from django.core.management.base import BaseCommand

from commitments import defaults
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor


class Command(BaseCommand):
    help = "装入常用信用承诺事项和承诺书样式（已有编码的不变）。"

    def handle(self, *args: Any, **options: Any) -> None:
        count = defaults.install(by=SystemActor("部署"), at=clock.now())
        self.stdout.write(f"装入 {count} 项。")
