"""Build a ledger, and report it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commitments import rules
from commitments.choices import CommitmentKind, LedgerPart
from commitments.events import LedgerSubmitted
from commitments.ledger.archive import write_archive
from commitments.ledger.rows import LedgerScope
from commitments.ledger.workbook import Heading, Written, write_ledger
from commitments.models import LedgerSubmission
from commitments.permissions import require_acting
from commitments.selectors import commitment_policy
from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import start_job
from credit_portal.policy.services import work_calendar
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.events import publish
from credit_portal.shared.files import sha256_of
from credit_portal.shared.history import user_of

JOB = "commitments.ledger"
ALL_AGENCIES = "全部单位"
FILE_NAMES = {LedgerPart.LEDGER: "信用承诺台账", LedgerPart.BREACHES: "违诺信息表"}
Tick = Callable[[int], None]


@dataclass(frozen=True)
class BuiltLedger:
    """A ledger on disk, the zip with its scans where wanted, and what stands in it."""

    workbook: Path
    archive: Path | None
    written: Written

    @property
    def path(self) -> Path:
        """The one file to hand out: the zip holds the workbook too."""
        return self.archive or self.workbook

    @property
    def name(self) -> str:
        return self.path.name


def queue_ledger(
    *, scope: LedgerScope, with_scans: bool, submit: bool, by: Actor, at: datetime
) -> Job:
    """Let a worker build a ledger, and report it where ``submit`` says so.

    Raises:
        NotAllowed: the user reports no commitments, or not those of this agency; only the lead
            office has the ledger of all.
    """
    require_scope(by, scope)
    params = {
        "month": scope.month.isoformat(),
        "agency": scope.agency.pk if scope.agency else None,
        "kinds": list(scope.kinds),
        "part": scope.part,
        "with_scans": with_scans,
        "submit": submit and scope.agency is not None,
    }
    return start_job(JOB, params, by=by, at=at)


def require_scope(by: Actor, scope: LedgerScope) -> None:
    """Guard of every way to a ledger.

    Raises:
        NotAllowed: the ledger is not the user's to build or to report.
    """
    if scope.agency:
        require_acting(by, scope.agency)
    else:
        require_role(by, {Role.LEAD_OFFICER})


def build_ledger(
    *, scope: LedgerScope, folder: Path, with_scans: bool, by: Actor, at: datetime, tick: Tick
) -> BuiltLedger:
    """Write the workbook, and the zip with the scans where wanted, into ``folder``.

    Raises:
        NotAllowed: as ``queue_ledger``; asked again, for the worker comes later.
    """
    require_scope(by, scope)
    unit = scope.agency.name if scope.agency else ALL_AGENCIES
    today = timezone.localdate(at)
    heading = Heading(unit, scope.month, by.actor_label, today, commitment_policy(today))
    name = f"{scope.month:%Y-%m}_{unit}_{FILE_NAMES[scope.part]}"
    workbook = folder / f"{name}.xlsx"
    written = write_ledger(workbook, scope, heading, tick)
    archive = folder / f"{name}.zip" if with_scans else None
    if archive:
        write_archive(archive, workbook, workbook.name, scope)
    return BuiltLedger(workbook, archive, written)


def submit_ledger(
    *, agency: Agency, scope: LedgerScope, built: BuiltLedger, by: Actor, at: datetime,
    job: Job | None = None,
) -> LedgerSubmission:  # fmt: skip
    """Report a ledger to the lead office; a later report of the same month corrects the earlier.

    Breaches alone may be reported on any day.

    Args:
        job: which job reports; it does so once.

    Raises:
        NotAllowed: as ``queue_ledger``.
        Refused: the month of a ledger is not over.
    """
    require_acting(by, agency)
    is_whole = scope.part == LedgerPart.LEDGER
    if is_whole and rules.add_months(scope.month, 1) > timezone.localdate(at):
        raise Refused("month_not_over", f"{scope.month:%Y年%m月}尚未结束，月末之后方可报送。")
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)  # one report at a time
        submission = _report(agency, scope, built, by, at, job)
        audit.record(
            by=by, act="commitments.submit_ledger", obj=submission,
            after={
                "part": submission.part, "rows": submission.rows, "breaches": submission.breaches,
                "sha256": submission.sha256, "is_late": submission.is_late,
            },
            at=at,
        )  # fmt: skip
        publish(LedgerSubmitted(submission.pk, agency.pk))
    return submission


def _report(
    agency: Agency, scope: LedgerScope, built: BuiltLedger, by: Actor, at: datetime,
    job: Job | None,
) -> LedgerSubmission:  # fmt: skip
    """The row and the file of a report; only the first ledger of a month can be late."""
    sequence = _next_sequence(agency, scope)
    written, today = built.written, timezone.localdate(at)
    is_whole = scope.part == LedgerPart.LEDGER
    dates = ledger_dates(scope.month, today) if is_whole else None
    submission = LedgerSubmission(
        agency=agency,
        month=scope.month,
        part=scope.part,
        job=job,
        sequence=sequence,
        receipt=f"{scope.month:%Y%m}-{agency.code}-{'' if is_whole else 'W'}{sequence:02d}",
        kinds=list(scope.kinds),
        file_name=built.name,
        rows=written.register.count,
        breaches=written.breach.count,
        reported={"register": written.register.packed(), "breach": written.breach.packed()},
        submitted_by=user_of(by),
        submitted_at=at,
        due_on=dates.due_on if dates else None,
        is_late=dates is not None and sequence == 1 and dates.is_late(today),
    )
    with built.path.open("rb") as stream:
        submission.sha256 = sha256_of(stream)
        submission.file.save(built.name, File(stream), save=False)
    submission.save()
    return submission


def required_kinds(on: date) -> tuple[CommitmentKind, ...]:
    """The kinds that the pack wants reported (淮安区: 主动公示、行业自律、信用修复)."""
    return commitment_policy(on).ledger_kinds


def ledger_dates(month: date, on: date) -> rules.LedgerDates:
    """Due day, reminder and lateness of a month's ledger, by the pack in force."""
    rule = commitment_policy(on).ledger_rule
    return rules.ledger_dates(month, rule, work_calendar())


def _next_sequence(agency: Agency, scope: LedgerScope) -> int:
    reports = LedgerSubmission.objects.filter(agency=agency, month=scope.month, part=scope.part)
    return (reports.aggregate(last=Max("sequence"))["last"] or 0) + 1
