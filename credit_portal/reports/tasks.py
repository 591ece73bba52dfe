"""What workers do for reports; each task is safe to run twice."""

from celery import shared_task

from credit_portal.reports import services
from credit_portal.reports.models import ReportedFact
from credit_portal.reports.querysets import wrong_facts
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from entities.models import CreditRecord

KEEPER = SystemActor("信用报告")


@shared_task(ignore_result=True)
def revoke_reports(record_id: int) -> None:
    """A fact was withdrawn."""
    record = CreditRecord.objects.get(pk=record_id)
    services.revoke_reports(record=record, by=KEEPER, at=clock.now())


@shared_task(ignore_result=True)
def revoke_missed_reports() -> None:
    """Each hour: reports that were being made at the moment, or whose task was lost."""
    standing = ReportedFact.objects.filter(report__revoked_at=None).values("record")
    for record in wrong_facts().filter(pk__in=standing).order_by("pk"):
        services.revoke_reports(record=record, by=KEEPER, at=clock.now())
