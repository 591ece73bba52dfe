"""Count working days: ``workdays 2026-11-20 5 --explain``."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.policy.selectors import work_calendar
from credit_portal.shared.workdays import add_workdays


class Command(BaseCommand):
    help = "Print the N-th working day after START (the day of receipt is not counted)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("start", type=date.fromisoformat, help="day of receipt, YYYY-MM-DD")
        parser.add_argument("days", type=int, help="number of working days")
        parser.add_argument("--explain", action="store_true", help="print the count day by day")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] <= 0:
            raise CommandError("N must be at least 1.")
        deadline = add_workdays(options["start"], options["days"], work_calendar())
        mark = " PROVISIONAL" if deadline.provisional else ""
        self.stdout.write(f"{deadline.date}{mark}")
        if options["explain"]:
            for line in deadline.count:
                number = f"{line.number:>3}" if line.number else "  -"
                self.stdout.write(f"{line.day} {number} {line.why}")
