"""Install the shipped policy packs and holiday notices."""

from typing import Any

from django.core.management.base import BaseCommand

from credit_portal.policy.services import install_notices, install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now


class Command(BaseCommand):
    help = "Install the shipped policy packs and holiday notices; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = SystemActor("安装"), now()
        for version in install_packs(by=by, at=at):
            self.stdout.write(f"{version}: 自 {version.effective_from} 起")
        for notice in install_notices(by=by, at=at):
            self.stdout.write(str(notice))
