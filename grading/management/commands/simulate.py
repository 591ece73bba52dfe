"""``manage.py simulate``: what another model or pack would make of the city; changes no grade."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from credit_portal.policy.models import PackVersion
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError
from grading import services
from grading.laboratory.reading import class_matrix, grade_matrix
from grading.models import ScoringModel, SimulationReport


class Command(BaseCommand):
    help = "在全部主体上试算评价模型或政策包，给出等级变动矩阵；不改变现行等级"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--model", required=True, help="模型版本，如 2 或 v2")
        parser.add_argument("--pack", help="政策包代码，试算其最新版本，缺省为现行政策包")
        parser.add_argument("--on", type=date.fromisoformat, help="评价日期，缺省为今天")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        by = SystemActor("simulate")
        try:
            report = services.open_simulation(
                model=_model(options["model"]), pack_version=_pack_version(options["pack"]),
                on=options["on"] or clock.today(), by=by, at=clock.now(),
            )  # fmt: skip
            report = services.carry_out_simulation(report=report, by=by, clock=clock.now)
        except DomainError as error:
            raise CommandError(error.message) from error
        found = report_of(report)
        text = json.dumps(found, ensure_ascii=False) if options["json"] else _as_text(found)
        self.stdout.write(text)


def report_of(report: SimulationReport) -> dict[str, Any]:
    """What a trial found."""
    return {
        "report": report.pk,
        "model": f"v{report.model.version}",
        "base_model": f"v{report.base_model.version}",
        "pack": report.policy,
        "base_pack": report.base_policy,
        "on": report.on.isoformat(),
        "digest": report.digest,
        "entities": report.entities,
        "matrix": grade_matrix(report),
        "classes": class_matrix(report),
        "movers": report.moved,
        "workload": report.workload,
    }


def _as_text(found: dict[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in found.items())


def _model(version: str) -> ScoringModel:
    number = version.removeprefix("v")
    model = ScoringModel.objects.filter(version=number).first() if number.isdecimal() else None
    if model is None:
        raise CommandError(f"没有第 {version} 版评价模型。")
    return model


def _pack_version(code: str | None) -> PackVersion | None:
    """The newest version of a pack that is not sent back or replaced."""
    if code is None:
        return None
    versions = PackVersion.objects.triable().filter(pack__code=code)
    version = versions.select_related("pack").order_by("-number").first()
    if version is None:
        raise CommandError(f"没有可试算的“{code}”政策包版本。")
    return version
