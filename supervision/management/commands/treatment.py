"""``manage.py treatment``: how a business is treated on a day, and on what that rests."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.shared import clock
from entities import uscc
from entities.models import Entity
from supervision.selectors import treatment_for
from supervision.treatment.answer import as_json, as_text


class Command(BaseCommand):
    help = "说明一个主体在某一日期的分类监管措施及其依据"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uscc", help="统一社会信用代码")
        parser.add_argument("--on", type=date.fromisoformat, help="日期，缺省为今天")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        entity = Entity.objects.filter(uscc=uscc.normalise(options["uscc"])).first()
        if entity is None:
            raise CommandError(f"没有统一社会信用代码为 {options['uscc']} 的主体档案，请核对代码。")
        treatment = treatment_for(entity, options["on"] or clock.today())
        if options["json"]:
            self.stdout.write(json.dumps(as_json(treatment), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(treatment), ending="")
