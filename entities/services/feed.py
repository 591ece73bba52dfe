"""Who follows the change feed, and how far."""

from datetime import datetime

from django.db import IntegrityError, transaction

from credit_portal.accounts.choices import AGENCY_ROLES
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed, Refused, required
from credit_portal.shared.events import publish
from entities.events import FeedReceipted
from entities.feed.permissions import KEEPING_ROLES
from entities.feed.selectors import outstanding
from entities.models import FeedConsumer, FeedReceipt


def follow_feed(*, agency: Agency, by: Actor, at: datetime) -> FeedConsumer:
    """Count an agency among those that hold copies of facts, from now on.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it follows the feed already.
    """
    require_role(by, KEEPING_ROLES)
    try:
        with transaction.atomic():
            consumer = FeedConsumer.objects.create(agency=agency, since=at)
            audit.record(by=by, act="entities.follow_feed", obj=consumer, at=at)
    except IntegrityError as error:
        if "feed_followed_once" not in str(error):
            raise
        raise Refused("follows_already", "该单位已经订阅。") from error
    return consumer


def leave_feed(*, consumer: FeedConsumer, reason: str, by: Actor, at: datetime) -> FeedConsumer:
    """The agency no longer holds copies of facts.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it has left before.
        Invalid: no reason.
    """
    require_role(by, KEEPING_ROLES)
    reason = required(reason, "reason", "退订原因")
    with transaction.atomic():
        consumer = _locked(consumer)
        consumer.ended_at, consumer.end_reason = at, reason
        consumer.save(update_fields=["ended_at", "end_reason"])
        audit.record(by=by, act="entities.leave_feed", obj=consumer, reason=reason, at=at)
        publish(FeedReceipted(consumer.pk))  # nobody waits for it any more
    return consumer


def receipt_feed(*, consumer: FeedConsumer, up_to: int, count: int, by: User, at: datetime) -> int:
    """The reader says that its copies follow the outstanding changes up to one of them.

    Args:
        up_to, count: the last change that the reader was shown, and how many there were.

    Returns:
        How many were receipted.

    Raises:
        NotAllowed: another agency's officer.
        Refused: they are receipted already, or a change came in that the reader has not seen.
    """
    require_role(by, AGENCY_ROLES)
    if by.agency_id != consumer.agency_id:
        raise NotAllowed("not_the_reader", "只有订阅单位的工作人员可以确认同步。")
    with transaction.atomic():
        consumer = _locked(consumer)
        changes = list(outstanding(consumer).filter(pk__lte=up_to).values_list("pk", flat=True))
        if not changes:
            raise Refused("receipted_already", "这些变动已经确认同步。")
        if len(changes) != count:
            raise Refused("feed_moved_on", "待同步的变动已有增减，请刷新后核对再确认。")
        FeedReceipt.objects.bulk_create(
            FeedReceipt(consumer=consumer, change_id=change, at=at, by=by) for change in changes
        )
        audit.record(
            by=by, act="entities.receipt_feed", obj=consumer, at=at,
            after={"up_to": up_to, "changes": count},
        )  # fmt: skip
        publish(FeedReceipted(consumer.pk))
    return count


def _locked(consumer: FeedConsumer) -> FeedConsumer:
    consumer = FeedConsumer.objects.select_for_update(of=("self",)).get(pk=consumer.pk)
    if consumer.ended_at is not None:
        raise Refused("left_already", "该单位已经退订。")
    return consumer
