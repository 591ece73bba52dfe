"""``manage.py export_draw DRAW --out FILE.json``: what ``verify_draw.py`` verifies."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.shared.errors import DomainError
from supervision.inspections.documents import document_of
from supervision.models import InspectionDraw


class Command(BaseCommand):
    help = "导出一次抽取的完整文件，可用 verify_draw.py 核验"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("draw", type=int, help="抽取编号")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        draw = InspectionDraw.objects.filter(pk=options["draw"]).first()
        if draw is None:
            raise CommandError("没有这次抽取。")
        try:
            parts = document_of(draw)
        except DomainError as error:
            raise CommandError(error.message) from error
        with options["out"].open("w", encoding="utf-8") as file:
            file.writelines(parts)
        self.stdout.write(f"公告摘要：{draw.announcement_sha256}")
