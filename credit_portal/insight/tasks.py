"""What workers do for scorecards."""

from celery import shared_task

from credit_portal.insight.scorecards import services
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.workdays import add_months

SCORER = SystemActor("单位评分")


@shared_task(ignore_result=True)
def keep_scorecards() -> None:
    """Each morning: the month before this one, unless it was kept already."""
    month = add_months(clock.today().replace(day=1), -1)
    services.keep_scorecards(month=month, by=SCORER, at=clock.now())
