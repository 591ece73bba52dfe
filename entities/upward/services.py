"""The acts of reporting upwards."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.services import start_job
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.workdays import add_months
from entities.imports.layout import Layout
from entities.models import UpwardReport
from entities.upward.permissions import REPORTING_ROLES

JOB = "entities.upward"
RECEIPT_MAX = 200


def make_report(*, layout: Layout, month: date, by: Actor, at: datetime) -> UpwardReport:
    """Let a worker write the records of a month, all of them or what stands of them by now.

    Args:
        month: any day of it.

    Raises:
        NotAllowed: not the lead office.
        Invalid: the month is not over.
    """
    require_role(by, REPORTING_ROLES)
    month = month.replace(day=1)
    if add_months(month, 1) > timezone.localdate(at):
        sentence = "该月尚未结束，请在月末以后生成。"
        raise Invalid("month_open", sentence, {"month": sentence})
    with transaction.atomic():
        job = start_job(JOB, {"layout": layout.code, "month": f"{month:%Y-%m}"}, by=by, at=at)
        report = UpwardReport.objects.create(
            layout=layout.code, month=month, made_by=user_of(by), made_at=at, job=job
        )
        audit.record(
            by=by, act="entities.make_upward_report", obj=report, at=at,
            after={"layout": layout.code, "month": f"{month:%Y-%m}"},
        )  # fmt: skip
    return report


def note_report(
    *, report: UpwardReport, reported_on: date, receipt: str, by: Actor, at: datetime
) -> UpwardReport:
    """Note that the platform above took it.

    Raises:
        NotAllowed: not the lead office.
        Refused: it is noted already, or not made yet.
        Invalid: no receipt, or a day before it was made or that lies ahead.
    """
    require_role(by, REPORTING_ROLES)
    receipt = required(receipt, "receipt", "回执", RECEIPT_MAX)
    with transaction.atomic():
        report = UpwardReport.objects.select_for_update(of=("self",)).select_related("job").get(
            pk=report.pk
        )  # fmt: skip
        if report.reported_on or report.job.status != JobStatus.SUCCEEDED:
            raise Refused("not_to_note", "该份数据已经登记上报，或者尚未生成。")
        if not timezone.localdate(report.made_at) <= reported_on <= timezone.localdate(at):
            sentence = "上报日期应在生成之日至今天之间。"
            raise Invalid("reported_on_invalid", sentence, {"reported_on": sentence})
        report.reported_on, report.receipt = reported_on, receipt
        report.save(update_fields=["reported_on", "receipt"])
        audit.record(
            by=by, act="entities.note_upward_report", obj=report, at=at,
            after={"reported_on": str(reported_on), "receipt": receipt, "rows": report.rows},
        )  # fmt: skip
    return report
