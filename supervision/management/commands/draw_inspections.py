"""``manage.py draw_inspections PLAN``: announce and reveal the draws of a plan's issued tasks."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError
from supervision.inspections.choices import DrawStatus
from supervision.models import InspectionDraw, InspectionPlan, InspectionTask
from supervision.services.draws import announce_draw, reveal_draw

BY = SystemActor("draw_inspections")


class Command(BaseCommand):
    help = "抽取计划中已下达任务的检查对象和检查人员：先公告名册摘要和种子摘要，再公布种子"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", type=int, help="抽查计划编号")
        parser.add_argument("--announce-only", action="store_true", help="只公告，不抽取")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = InspectionPlan.objects.filter(pk=options["plan"]).first()
        if plan is None:
            raise CommandError("没有这个抽查计划。")
        try:
            draws = [
                report_of(_drawn(task, announce_only=options["announce_only"]))
                for task in plan.tasks.issued().order_by("pk")
            ]
        except DomainError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps({"plan": plan.pk, "draws": draws}, ensure_ascii=False))
            return
        for draw in draws:
            self.stdout.write("，".join(f"{name}: {value}" for name, value in draw.items()))


def _drawn(task: InspectionTask, *, announce_only: bool) -> InspectionDraw:
    """Each step commits by itself: the announcement stands before the seed is told."""
    draw = task.draws.current().first() or announce_draw(task=task, by=BY, at=clock.now())
    if draw.status == DrawStatus.ANNOUNCED and not announce_only and not draw.public_source:
        draw = reveal_draw(draw=draw, by=BY, at=clock.now())
    return draw


def report_of(draw: InspectionDraw) -> dict[str, Any]:
    """What a draw says of itself; the seed only once it is told."""
    return {
        "draw": draw.pk,
        "task": draw.task.name,
        "status": draw.status,
        "roster": draw.roster_size,
        "roster_sha256": draw.announcement["roster_sha256"],
        "seed_sha256": draw.announcement["seed_sha256"],
        "announcement_sha256": draw.announcement_sha256,
        "seed": draw.seed if draw.is_revealed else None,
        "drawn": draw.visits.count(),
    }
