"""``manage.py commitment_ledger 2026-10 --out FILE.xlsx [--agency CODE] [--zip]``."""

import shutil
import tempfile
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commitments.choices import CommitmentKind
from commitments.ledger import services
from commitments.ledger.rows import LedgerScope
from credit_portal.accounts.models import Agency
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor


def month(text: str) -> date:
    """``2026-10`` as the first day of that month."""
    return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone


class Command(BaseCommand):
    help = "生成某月的信用承诺台账：承诺登记表、违诺表、汇总表。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", type=month, help="统计月份，如 2026-10")
        parser.add_argument("--out", required=True, type=Path, help="写到哪个文件")
        parser.add_argument("--agency", default="", help="机构代码；不填为全部单位")
        parser.add_argument("--all-kinds", action="store_true", help="全部承诺类型")
        parser.add_argument("--zip", action="store_true", help="另附扫描件，打成同名的 .zip")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = tuple(CommitmentKind) if options["all_kinds"] else None
        scope = LedgerScope(
            options["month"],
            _agency(options["agency"]),
            kinds or services.required_kinds(clock.today()),
        )
        with tempfile.TemporaryDirectory() as folder:
            built = services.build_ledger(
                scope=scope, folder=Path(folder), with_scans=options["zip"],
                by=SystemActor("命令行"), at=clock.now(), tick=lambda done: None,
            )  # fmt: skip
            shutil.move(built.workbook, options["out"])
            if built.archive:
                shutil.move(built.archive, options["out"].with_suffix(".zip"))
        written = built.written
        self.stdout.write(
            f"{options['out']}：承诺 {written.register.count} 条，违诺 {written.breach.count} 条。"
        )
        if built.archive:
            self.stdout.write(f"{options['out'].with_suffix('.zip')}：台账和承诺书扫描件。")


def _agency(code: str) -> Agency | None:
    if not code:
        return None
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise CommandError(f"没有代码为 {code} 的机构。")
    return agency
