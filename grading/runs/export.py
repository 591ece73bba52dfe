"""The list of changes of a run as a workbook, built by a job."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from typing import IO, Any

from django.db import transaction

from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import start_job
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.spreadsheet import new_workbook, safe_row
from entities.industries import section_name
from grading.models import EvaluationRun
from grading.runs.changes import Change, changes_of, note_looks, with_reasons
from grading.runs.permissions import READING_ROLES

JOB = "grading.changes"
HEADINGS = (
    "统一社会信用代码", "名称", "镇街", "行业门类", "原等级", "新等级", "原类别", "新类别", "得分",
    "评价日期", "变动原因",
)  # fmt: skip
WIDTHS = (22, 40, 16, 24, 8, 8, 12, 12, 8, 12, 60)
MOST_ROWS = 1_048_575  # of a sheet, below its headings
CHUNK = 500


@transaction.atomic
def queue_export(*, run: EvaluationRun, chosen: dict[str, str], by: User, at: datetime) -> Job:
    """Let a worker write the changes that a filter shows.

    Raises:
        NotAllowed: not an official with business rights.
        Refused: they do not fit one sheet.
    """
    require_role(by, READING_ROLES)
    if changes_of(run, viewer_of(by), **chosen).count() > MOST_ROWS:
        raise Refused("too_many_changes", f"超过 {MOST_ROWS} 行，请先筛选再导出。")
    audit.record(by=by, act="grading.export_changes", obj=run, after=chosen, at=at)
    return start_job(JOB, {"run": run.pk, "chosen": chosen}, by=by, at=at)


def require_changes(by: Actor, params: dict[str, Any]) -> None:
    """Guard of the list, when it is asked for and when it is taken away.

    Raises:
        NotAllowed: not an official with business rights.
    """
    require_role(by, READING_ROLES)


def workbook_name(run: EvaluationRun) -> str:
    return f"等级变动-{run.on:%Y%m%d}-{run.pk}.xlsx"


def write_changes(
    run: EvaluationRun, chosen: dict[str, str], *, by: User, at: datetime, stream: IO[bytes],
    tick: Callable[[int], None],
) -> None:  # fmt: skip
    """Write what ``by`` may see; who looked at whom is noted."""
    workbook, sheet = new_workbook("等级变动", WIDTHS)
    sheet.append(HEADINGS)
    viewer = viewer_of(by)
    rows, number = changes_of(run, viewer, **chosen).iterator(CHUNK), 0
    while grades := list(islice(rows, CHUNK)):
        changes = with_reasons(run, grades, viewer)
        note_looks(run, changes, by=by, at=at)
        for change in changes:
            sheet.append(safe_row(sheet, _cells(change)))
        tick(number := number + len(grades))
    workbook.save(stream)


def _cells(change: Change) -> tuple[Any, ...]:
    grade, entity = change.grade, change.grade.entity
    return (
        entity.uscc, entity.name, entity.town.name if entity.town else "",
        section_name(entity.industry_code), grade.previous_grade, grade.grade,
        grade.get_previous_class_display(), grade.get_credit_class_display(), grade.score, grade.on,
        "；".join(change.reasons),
    )  # fmt: skip
