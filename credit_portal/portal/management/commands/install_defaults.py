"""Install what the portal ships with, in the order in which it rests on each other."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

COMMANDS = (
    "install_packs",
    "install_catalogue",
    "install_commitment_defaults",
    "install_scoring_model",
    "install_repair_defaults",
)


class Command(BaseCommand):
    help = "Install packs, catalogue, commitment letters, scoring model, training; safe to rerun."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in COMMANDS:
            call_command(name, stdout=self.stdout, stderr=self.stderr)
