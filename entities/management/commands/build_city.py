"""``manage.py build_city --entities N --records N --seed S``: a wholly fictional city."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.shared.clock import today
from credit_portal.shared.errors import DomainError
from entities.city.building import build_city


class Command(BaseCommand):
    """Fill an empty register with the synthetic city 澄江市."""

    help = "生成虚构城市的主体和信用记录（相同的种子和日期，结果相同）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--entities", type=int, required=True, help="主体数量")
        parser.add_argument("--records", type=int, required=True, help="信用记录数量")
        parser.add_argument("--seed", type=int, default=1, help="随机种子")
        parser.add_argument("--on", type=date.fromisoformat, help="截至哪一天，默认今天")
        parser.add_argument("--append", action="store_true", help="追加到已有数据的库中")

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        try:
            build_city(
                entities=options["entities"],
                records=options["records"],
                seed=options["seed"],
                on=options["on"] or today(),
                append=options["append"],
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"已生成 {options['entities']:,} 个主体、{options['records']:,} 条记录，"
            f"用时 {time.monotonic() - start:.1f} 秒。"
        )
