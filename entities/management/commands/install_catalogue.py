"""``manage.py install_catalogue``: the catalogue of credit information, where items are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.catalogue import install_catalogue


class Command(BaseCommand):
    """Install the catalogue; items that exist stay as they are."""

    help = "安装公共信用信息目录（已有的目录项不变）。"

    def handle(self, *args: Any, **options: Any) -> None:
        added = install_catalogue(by=SystemActor("安装目录"), at=now())
        self.stdout.write(f"新增目录项 {added} 项。")
