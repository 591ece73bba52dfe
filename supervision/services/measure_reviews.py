"""措施复核: what a measure rests on was withdrawn or corrected; its agency says what follows.

Until then it is nowhere in force (``MeasureQuerySet.lasting``) and nobody has to answer it: a typo
does not lift it for good.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.errors import Refused, required
from supervision.models import Measure
from supervision.services.measures import save_measure, url_of
from supervision.services.steps import day_of, locked, step
from supervision.services.suspensions import keep_clock, own_measure, suspend_if_doubtful

PROCEDURE = SystemActor("措施复核")


def ask_for_reviews(*, at: datetime) -> int:
    """Ask the agency of each once, and let its clock rest; safe to run twice.

    Returns:
        How many were asked.
    """
    rows = Measure.objects.to_review(day_of(at)).order_by("pk")
    return sum(_ask(pk, at) for pk in rows.values_list("pk", flat=True))


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
        keep_clock(measure, by, at)
        send_message(
            occasion=f"measure:{measure.pk}:upheld:{measure.record_id}",
            to=Recipient(uscc=measure.entity.uscc), subject=f"复核后维持措施：{measure.title}",
            text=reason, url=reverse("supervision:my_measure", args=[measure.pk]), at=at,
        )  # fmt: skip
    return measure


@transaction.atomic
def _ask(pk: int, at: datetime) -> bool:
    measure = locked(Measure(pk=pk), "entity", "initiator")
    if not Measure.objects.to_review(day_of(at)).filter(pk=pk).exists():
        return False
    keep_clock(measure, PROCEDURE, at)
    is_new = send_message(
        occasion=f"measure:{measure.pk}:review:{measure.record_id}",
        to=Recipient(agency=measure.initiator), subject=f"措施待复核：{measure}",
        text="所依据的信用记录已撤回或者更正，措施暂停执行，请复核后决定维持或者终止。",
        url=url_of(measure), at=at,
    )  # fmt: skip
    if is_new:
        audit.record(by=PROCEDURE, act="supervision.open_measure_review", obj=measure, at=at)
    return is_new
