"""Who follows the change feed, and how far."""

from datetime import datetime

from django.db import transaction

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from entities.models import FactChange, FeedConsumer, FeedReceipt


def follow_feed(*, agency: Agency, by: Actor, at: datetime) -> FeedConsumer:
    """Count an agency among those that have taken facts over.

    Raises:
        Refused: it follows the feed already.
    """
    with transaction.atomic():
        consumer, is_new = FeedConsumer.objects.select_for_update().get_or_create(
            agency=agency, defaults={"since": at}
        )
        if not is_new and consumer.ended_at is None:
            raise Refused("follows_already", "该单位已经订阅。")
        consumer.ended_at = None
        consumer.save(update_fields=["ended_at"])
        audit.record(by=by, act="entities.follow_feed", obj=consumer, at=at)
    return consumer


def leave_feed(*, consumer: FeedConsumer, by: Actor, at: datetime) -> FeedConsumer:
    """The agency no longer holds copies of facts.

    Raises:
        Refused: it has left before.
    """
    with transaction.atomic():
        consumer = FeedConsumer.objects.select_for_update().get(pk=consumer.pk)
        if consumer.ended_at is not None:
            raise Refused("left_already", "该单位已经退订。")
        consumer.ended_at = at
        consumer.save(update_fields=["ended_at"])
        audit.record(by=by, act="entities.leave_feed", obj=consumer, at=at)
    return consumer


def receipt_feed(
    *, consumer: FeedConsumer, up_to: FactChange, by: User, at: datetime
) -> FeedReceipt:
    """The reader says that its copies follow the feed up to a change.

    Raises:
        Refused: another agency's receipt, one that has left, or one that was further already.
    """
    with transaction.atomic():
        consumer = FeedConsumer.objects.select_for_update().get(pk=consumer.pk)
        if consumer.ended_at or consumer.agency_id not in viewer_of(by).agency_ids:
            raise Refused("not_the_reader", "只有订阅单位的工作人员可以签收。")
        if consumer.receipts.filter(up_to__gte=up_to.pk).exists():
            raise Refused("receipted_already", "这些变动已经签收。")
        receipt = FeedReceipt.objects.create(consumer=consumer, up_to=up_to, at=at, by=by)
        audit.record(by=by, act="entities.receipt_feed", obj=receipt, at=at)
    return receipt
