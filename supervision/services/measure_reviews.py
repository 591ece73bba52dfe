"""措施复核: what a measure rests on was withdrawn or corrected; its agency says what follows.

Until then it is nowhere in force (``MeasureQuerySet.lasting``): a typo does not lift it for good.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from supervision.models import Measure
from supervision.services.measures import save_measure, url_of
from supervision.services.steps import day_of, step
from supervision.services.suspensions import own_measure, suspend_if_doubtful


def ask_for_reviews(*, at: datetime) -> int:
    """Ask the agency of each once; safe to run twice. Returns how many were asked."""
    rows = (
        Measure.objects.to_review(day_of(at)).select_related("entity", "initiator").order_by("pk")
    )
    return sum(_ask(measure, at) for measure in rows)


def uphold_measure(*, measure: Measure, reason: str, by: Actor, at: datetime) -> Measure:
    """The corrected record still carries it: it rests on that one and goes on from today.

    Raises:
        Refused: its record stands, nothing stands in place of the withdrawn record, or its term is
            over.
        NotAllowed: another agency initiated it, or the officer decides nothing.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "维持理由")
    with transaction.atomic():
        measure = own_measure(measure, by)
        step(measure, "uphold")
        if measure.until_on and measure.until_on < day_of(at):
            raise Refused("term_over", "该措施期限已满，不再执行，不能维持。")
        measure.record = measure.record.versions[-1]
        save_measure(measure, "uphold_measure", by, at, reason)
        suspend_if_doubtful(measure, at)
        send_message(
            occasion=f"measure:{measure.pk}:upheld:{measure.record_id}",
            to=Recipient(uscc=measure.entity.uscc), subject=f"复核后维持措施：{measure.title}",
            text=reason, url=reverse("supervision:my_measure", args=[measure.pk]), at=at,
        )  # fmt: skip
    return measure


def _ask(measure: Measure, at: datetime) -> bool:
    return send_message(
        occasion=f"measure:{measure.pk}:review:{measure.record_id}",
        to=Recipient(agency=measure.initiator), subject=f"措施待复核：{measure}",
        text="所依据的信用记录已撤回或者更正，措施暂停执行，请复核后决定维持或者终止。",
        url=url_of(measure), at=at,
    )  # fmt: skip
