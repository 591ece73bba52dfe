"""Send the reminders of deadlines that are due now: ``deadline_alerts --at 2026-11-20T08:00``."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from credit_portal.deadlines.alerts import send_alerts
from credit_portal.shared import clock


def instant(text: str) -> datetime:
    """An ISO instant; without an offset it is local time."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else timezone.make_aware(parsed)


class Command(BaseCommand):
    help = "Send the reminders that are due and were not sent before; prints them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", type=instant, help="as of this instant (now)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        alerts = send_alerts(at=options["at"] or clock.now())
        if options["json"]:
            rows = [asdict(alert) | {"due_on": str(alert.due_on)} for alert in alerts]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for alert in alerts:
            self.stdout.write(f"{alert.due_on} {alert.stage} → {alert.to}: {alert.subject}")
        self.stdout.write(f"已发送提醒 {len(alerts)} 条。")
