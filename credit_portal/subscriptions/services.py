"""Subscriptions: asked for by anybody, begun by the address itself, left at any time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.crypto import blind_index
from credit_portal.shared.errors import NotVisible
from credit_portal.shared.events import publish
from credit_portal.subscriptions.events import MailsAskedFor
from credit_portal.subscriptions.models import Subscription
from credit_portal.subscriptions.topics import Topic

READER = SystemActor("公示网站访客")
KEEPER = SystemActor("邮件订阅")
DAY = timedelta(days=1)


def ask_for_mails(*, topic: Topic, address: str, by: Actor, at: datetime) -> Subscription:
    """Write to an address and ask it. Nothing tells the visitor whether it is known already."""
    with transaction.atomic():
        subscription, _ = Subscription.objects.get_or_create(
            topic=topic.key, address_index=blind_index(address),
            defaults={"address": address, "asked_at": at},
        )  # fmt: skip
        if subscription.confirmed_at is None:
            subscription.asked_at = at
            subscription.save(update_fields=["asked_at"])
        _record("ask_for_mails", subscription, by, at)
        publish(MailsAskedFor(subscription.pk))
    return subscription


def confirm_subscription(*, subscription_id: int, by: Actor, at: datetime) -> Subscription:
    """The address wants it: news of this day are the first. To confirm again changes nothing.

    Raises:
        NotVisible: it was left, or deleted because nobody confirmed it.
    """
    with transaction.atomic():
        subscription = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
        if subscription is None:
            raise NotVisible
        if subscription.confirmed_at is None:
            subscription.confirmed_at = at
            subscription.told_until = timezone.localdate(at) - DAY
            subscription.save(update_fields=["confirmed_at", "told_until"])
            _record("confirm_subscription", subscription, by, at)
    return subscription


def leave_subscription(*, subscription_id: int, by: Actor, at: datetime) -> None:
    """Forget the address. To leave again changes nothing."""
    with transaction.atomic():
        subscription = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
        if subscription is not None:
            _record("leave_subscription", subscription, by, at)
            subscription.delete()


def delete_unconfirmed(*, by: Actor, at: datetime) -> int:
    """Forget the addresses that did not answer in time; how many."""
    before = at - settings.PORTAL_SUBSCRIPTION_CONFIRM_LIFE
    with transaction.atomic():
        number, _ = Subscription.objects.unconfirmed_since(before).delete()
        if number:
            audit.record(
                by=by, act="subscriptions.delete_unconfirmed", object_type="subscription",
                object_label="未确认的邮件订阅", after={"deleted": number}, at=at,
            )  # fmt: skip
    return number


def _record(act: str, subscription: Subscription, by: Actor, at: datetime) -> None:
    """The address stays out of the log."""
    audit.record(by=by, act=f"subscriptions.{act}", obj=subscription, at=at)
