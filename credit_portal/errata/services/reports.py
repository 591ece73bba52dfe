"""Error reports: taken from readers, answered by the agency that reported the record."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.audit import services as audit
from credit_portal.errata.choices import ErrorKind
from credit_portal.errata.models import ErrorReport
from credit_portal.errata.permissions import ANSWERING_ROLES, require_answering
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.errors import NotVisible, Refused, required
from credit_portal.shared.history import user_of
from entities.models import CreditRecord

READER = SystemActor("公示网站访客")


def report_error(
    *, record: CreditRecord, kind: ErrorKind, text: str, contact: str, by: Actor, at: datetime
) -> ErrorReport:
    """Take what a reader says is wrong with a published record.

    Raises:
        NotVisible: the record is not published (any more).
        Invalid: nothing is said.
    """
    published = CreditRecord.objects.visible_to(PUBLIC_VIEWER, timezone.localdate(at))
    if not published.filter(pk=record.pk).exists():
        raise NotVisible
    with transaction.atomic():
        report = ErrorReport.objects.create(
            record=record, agency=record.reported_by, kind=kind, contact=contact.strip(),
            text=required(text, "text", "说明"), reported_at=at,
        )  # fmt: skip
        _record("report_error", report, by, at)
    return report


def answer_error(*, report: ErrorReport, answer: str, by: Actor, at: datetime) -> ErrorReport:
    """Say what was found and done. The record itself is corrected by its own acts.

    Raises:
        NotAllowed: another agency reported the record; what none reported is the lead office's.
        Refused: it is answered.
        Invalid: nothing is said.
    """
    require_role(by, ANSWERING_ROLES)
    with transaction.atomic():
        rows = ErrorReport.objects.select_for_update(of=("self",)).select_related("agency")
        report = rows.get(pk=report.pk)
        require_answering(by, report.agency)
        if not can_proceed(report.handle):
            raise Refused("wrong_state", "该纠错已经处理，请刷新后再看。")
        report.handle()
        report.answer = required(answer, "answer", "处理情况")
        report.handled_by, report.handled_at = user_of(by), at
        report.save()
        _record("answer_error", report, by, at)
    return report


def _record(act: str, report: ErrorReport, by: Actor, at: datetime) -> None:
    """What was typed stays out of the log: it may name persons."""
    audit.record(
        by=by, act=f"errata.{act}", obj=report, at=at,
        after={"kind": report.kind, "status": report.status},
    )  # fmt: skip
