"""``manage.py verify_audit``: recompute the audit chain; exit 1 at the first broken link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.audit.verification import verify_chain


class Command(BaseCommand):
    help = "核验审计链，指出第一处断裂。"

    def handle(self, *args: Any, **options: Any) -> None:
        result = verify_chain()
        if result.first_break:
            raise CommandError(f"审计链断裂 — {result.first_break}")
        self.stdout.write(f"审计链完整，共 {result.links} 条。")
