"""Acts of a bulk check: a list is handed in, then answered by a worker."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import SYSTEM_VIEWER, viewer_of
from credit_portal.audit import services as audit
from credit_portal.jobs.services import start_job
from credit_portal.reports.checks.answers import Answer, answers_for
from credit_portal.reports.checks.reading import ListedCode, read_codes
from credit_portal.reports.checks.workbook import write_result
from credit_portal.reports.choices import CheckResult
from credit_portal.reports.models import BulkCheck
from credit_portal.reports.permissions import CHECKING_ROLES, receives_results
from credit_portal.reports.services import check_scene
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, required
from credit_portal.shared.files import sha256_of
from credit_portal.shared.history import user_of

JOB = "reports.check"
NOT_SENT = "现行政策文件没有规定向本类机构推送评价结果。"
MAX_BYTES = 10 * 2**20
Progress = Callable[[int, int, str], None]


def start_check(
    *, stream: BinaryIO, name: str, scene: str, purpose: str, agency: Agency, by: Actor,
    at: datetime,
) -> BulkCheck:  # fmt: skip
    """Keep a list as it came and hand it to a worker.

    Raises:
        NotAllowed: the role checks no lists, acts for another agency, or is that of a partner to
            whom the pack sends no results.
        Invalid: no purpose, a scene that the pack does not name, or a file too large.
    """
    _require_receiver(by, agency, at)
    check_scene(scene, at)
    purpose = required(purpose, "purpose", "用途")
    _check_size(stream)
    with transaction.atomic():
        check = BulkCheck(
            agency=agency, asked_by=user_of(by), asked_at=at, scene=scene, purpose=purpose,
            file_name=Path(name).name[:255], file_sha256=sha256_of(stream),
        )  # fmt: skip
        check.file.save("list", File(stream), save=False)
        check.save()
        check.job = start_job(JOB, {"check": check.pk}, by=by, at=at)
        check.save(update_fields=["job"])
        audit.record(
            by=by, act="reports.start_check", obj=check, purpose=f"{scene}：{purpose}", at=at,
            after={"file": check.file_name, "sha256": check.file_sha256},
        )  # fmt: skip
    return check


def carry_out_check(
    *, check: BulkCheck, by: Actor, at: datetime, stream: IO[bytes], progress: Progress
) -> list[Answer]:
    """Answer the list into a workbook, with the eyes of who asked; safe to run twice.

    Every business of the register that the list names sees the look-up (江西 三十二).

    Raises:
        NotAllowed: the user may not check lists any more.
        ImportRefused: the list cannot be read.
    """
    _require_receiver(by, check.agency, at)
    listed = _read(check)
    progress(0, len(listed), "正在核查")
    viewer = viewer_of(by) if isinstance(by, User) else SYSTEM_VIEWER
    answers = answers_for(listed, viewer, at)
    write_result(check, answers, at, stream)
    hits = sum(answer.result in (CheckResult.HIT, CheckResult.LISTED) for answer in answers)
    said = f"{check.scene}：{check.purpose}"
    found = {answer.entity.uscc for answer in answers if answer.entity}
    with transaction.atomic():
        check.rows, check.hits = len(answers), hits
        check.save(update_fields=["rows", "hits"])
        audit.record_lookups(by=by, entity_usccs=sorted(found), purpose=said, at=at)
        audit.record(
            by=by, act="reports.complete_check", obj=check, at=at, purpose=said,
            after={"rows": len(answers), "hits": hits},
        )  # fmt: skip
    progress(len(listed), len(listed), "核查完毕")
    return answers


def require_check(by: Actor, params: dict[str, Any]) -> None:
    """Guard of the result, at each download.

    Raises:
        NotAllowed: the user's role or agency is another by now.
    """
    require_role(by, CHECKING_ROLES)
    require_agency(by, BulkCheck.objects.select_related("agency").get(pk=params["check"]).agency)


def _require_receiver(by: Actor, agency: Agency, at: datetime) -> None:
    require_role(by, CHECKING_ROLES)
    require_agency(by, agency)
    if not receives_results(agency, timezone.localdate(at)):
        raise NotAllowed("results_not_sent", NOT_SENT)


def _read(check: BulkCheck) -> list[ListedCode]:
    """The list, as a file of its own name on disk."""
    with tempfile.NamedTemporaryFile() as kept, check.file.open("rb") as stream:
        for chunk in stream.chunks():
            kept.write(chunk)
        kept.flush()
        return read_codes(Path(kept.name))


def _check_size(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > MAX_BYTES:
        sentence = f"名单文件超过 {MAX_BYTES // 2**20} MB，请只保留代码一列后重新上传。"
        raise Invalid("file_too_large", sentence, {"file": sentence})
