"""``manage.py bench_grading``: how fast a synthetic city is graded, in a scratch database."""

import json
from argparse import ArgumentParser
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LEAST_ENTITIES = 100  # one in a hundred has a new record


class Command(BaseCommand):
    help = "在临时数据库中生成虚构城市，测量评价的速度；结束后删除该数据库"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--entities", type=int, required=True, help="主体数量")
        parser.add_argument("--records", type=int, required=True, help="信用记录数量")
        parser.add_argument("--rounds", type=int, default=3, help="每个步骤测几次，取中位数")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("正式环境不能测速。")
        if find_spec("tools") is None:
            raise CommandError("测速程序只随源代码提供，部署的平台中没有。")
        if options["entities"] < LEAST_ENTITIES:
            raise CommandError(f"--entities 至少为 {LEAST_ENTITIES}。")
        from tools.bench.bench_grading import measured
        from tools.bench.grading.reporting import as_json, as_text

        report = measured(options["entities"], options["records"], options["rounds"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False))
        else:
            self.stdout.write(as_text(report, "zh"))
