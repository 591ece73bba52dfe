"""What runs by itself; one service call for each, safe to run twice."""

import logging

from celery import shared_task

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError
from declarations.models import Declaration
from declarations.services import confirm_declaration

logger = logging.getLogger(__name__)
SWEEPER = SystemActor("自主申报公示期满确认")


@shared_task(ignore_result=True)
def confirm_due_declarations() -> int:
    """Confirm what nobody objected to; one that cannot be confirmed does not hold up the rest."""
    confirmed = 0
    for declaration in Declaration.objects.due(clock.today()).select_related("entity"):
        try:
            confirm_declaration(declaration=declaration, by=SWEEPER, at=clock.now())
            confirmed += 1
        except DomainError as error:
            logger.warning("declaration %s not confirmed: %s", declaration.pk, error.code)
    return confirmed
