"""What workers do for messages; each task is safe to run twice."""

from celery import shared_task

from credit_portal.accounts.models import Mandate
from credit_portal.messages import mandates
from credit_portal.shared import clock


@shared_task(ignore_result=True)
def tell_of_granted_mandate(mandate_id: int) -> None:
    """To the business: who may act for it from now on."""
    mandates.tell_of_granted_mandate(mandate=_mandate(mandate_id), at=clock.now())


@shared_task(ignore_result=True)
def tell_of_ended_mandate(mandate_id: int) -> None:
    """To the business and to whom it concerns: who no longer acts."""
    mandates.tell_of_ended_mandate(mandate=_mandate(mandate_id), at=clock.now())


def _mandate(mandate_id: int) -> Mandate:
    return Mandate.objects.select_related("user").get(pk=mandate_id)
