"""``manage.py import_file PATH --layout L``: import a department file here and now."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.accounts.models import Agency
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now, today
from entities.imports.layout import all_layouts, layout_of
from entities.imports.refusal import ImportRefused
from entities.imports.report import report_of, summary_of
from entities.imports.services import import_batch, receive_file
from entities.models import ImportBatch

UNREADABLE = 2


class Command(BaseCommand):
    help = "导入部门报送的数据文件 (xlsx、xls、csv)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--layout", required=True, choices=[x.code for x in all_layouts()])
        parser.add_argument("--agency", help="报送单位代码", default="")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出逐行结果")

    def handle(self, *args: Any, path: Path, layout: str, agency: str, **options: Any) -> None:
        batch = self._import(path, layout, self._agency(agency))
        if options["json"]:
            self.stdout.write(json.dumps(report_of(batch), ensure_ascii=False))
        else:
            self.stdout.write(f"{batch.file_name}：{summary_of(batch)}")

    def _agency(self, code: str) -> Agency | None:
        if not code:
            return None
        try:
            return Agency.objects.get(code=code)
        except Agency.DoesNotExist:
            raise CommandError(f"没有代码为 {code} 的单位。") from None

    def _import(self, path: Path, layout: str, agency: Agency | None) -> ImportBatch:
        actor = SystemActor("import_file")
        try:
            with path.open("rb") as stream:
                batch = receive_file(
                    stream=stream, name=path.name, layout=layout_of(layout), agency=agency,
                    by=actor, at=now(),
                )  # fmt: skip
            return import_batch(batch=batch, by=actor, at=now(), today=today())
        except OSError as error:
            raise CommandError(f"无法打开文件：{path}", returncode=UNREADABLE) from error
        except ImportRefused as refusal:
            raise CommandError(refusal.message, returncode=UNREADABLE) from refusal
