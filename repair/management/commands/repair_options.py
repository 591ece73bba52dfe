"""``manage.py repair_options USCC [--on DATE] [--json]``: what a business may repair, and when."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from credit_portal.accounts.viewers import SYSTEM_VIEWER
from credit_portal.shared import clock
from entities.models import Entity
from repair.selectors import RecordOption, options_for


class Command(BaseCommand):
    """Prints every dishonest record with its state, date, rule, reason and missing conditions."""

    help = "列出一个主体的失信记录何时、依据什么规定可以修复"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("uscc", help="统一社会信用代码")
        parser.add_argument("--on", type=date.fromisoformat, help="日期，默认今天")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or clock.today()
        entity = Entity.objects.filter(uscc=options["uscc"].strip().upper()).first()
        if entity is None:
            raise CommandError("没有这个统一社会信用代码。")
        lines = [line_of(found) for found in options_for(entity, SYSTEM_VIEWER, on)]
        if options["json"]:
            answer = {"uscc": entity.uscc, "on": on.isoformat(), "records": lines}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{entity.name}（{entity.uscc}）{on:%Y-%m-%d}")
        for line in lines:
            self.stdout.write(f"  {line['document']}  {line['label']}  {line['reason']}")
            self.stdout.write(f"    依据：{line['basis'] or '—'}")
            self.stdout.write(f"    尚缺：{'、'.join(line['missing']) or '无'}")
        if not lines:
            self.stdout.write("  没有失信记录。")


def line_of(found: RecordOption) -> dict[str, Any]:
    """One record as plain values."""
    option = found.option
    return {
        "id": found.record.pk,
        "document": found.record.document_number or found.record.title,
        "kind": found.record.kind,
        "level": found.record.level,
        "decided_on": found.record.decided_on.isoformat(),
        "state": option.state.value,
        "label": str(option.state.label),
        "from_on": option.from_on.isoformat() if option.from_on else None,
        "basis": option.basis,
        "reason": option.reason,
        "missing": list(option.missing),
        "measures": [measure.title for measure in found.measures],
        "listings": [listing.name for listing in found.listings],
    }
