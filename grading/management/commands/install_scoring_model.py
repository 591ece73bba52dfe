"""``manage.py install_scoring_model``: the reference model, where no model stands yet."""

from typing import Any

from django.core.management.base import BaseCommand

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from grading import defaults


class Command(BaseCommand):
    help = "装入随平台提供的参考评价模型（已有模型的不变）。"

    def handle(self, *args: Any, **options: Any) -> None:
        model = defaults.install(by=SystemActor("部署"), at=clock.now())
        self.stdout.write(f"装入 {model}。" if model else "已有评价模型，没有改变。")
