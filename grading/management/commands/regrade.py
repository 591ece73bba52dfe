"""``manage.py regrade``: grade the city now, or compute the grades of a past day again."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError
from grading import selectors, services
from grading.choices import RunKind
from grading.models import EvaluationRun
from grading.runs.reproduction import known_on


class Command(BaseCommand):
    help = "评价全部主体；指定过去的日期时只复算，不改变等级"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="评价日期，缺省为今天")
        parser.add_argument("--full", action="store_true", help="全面评价，缺省为增量评价")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        on, by = options["on"] or clock.today(), SystemActor("regrade")
        if on > clock.today():
            raise CommandError("不能评价将来的日期。")
        try:
            run = self._run(on, by, is_full=options["full"])
        except DomainError as error:
            raise CommandError(error.message) from error
        report = report_of(run)
        text = json.dumps(report, ensure_ascii=False) if options["json"] else _as_text(report)
        self.stdout.write(text)

    def _run(self, on: date, by: SystemActor, *, is_full: bool) -> EvaluationRun:
        former = selectors.last_run()
        if former and on < former.on:
            now = clock.now()
            return services.reproduce_run(on=on, known_at=known_on(on, now), by=by, at=now)
        kind = RunKind.FULL if is_full or former is None else RunKind.INCREMENTAL
        run = services.open_run(kind=kind, on=on, cause="命令行", by=by, at=clock.now())
        return services.carry_out_run(run=run, by=by, clock=clock.now)


def report_of(run: EvaluationRun) -> dict[str, Any]:
    """What a run says of itself."""
    return {
        "run": run.pk,
        "kind": run.kind,
        "on": run.on.isoformat(),
        "known_at": run.known_at.isoformat(),
        "model": f"v{run.model.version}",
        "pack": run.policy,
        "entities": run.entities,
        "changed": run.changed,
        "grades": run.grade_counts,
        "classes": run.class_counts,
        "transitions": run.transitions,
        "digest": run.digest,
    }


def _as_text(report: dict[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in report.items())
