"""Once a day: to each address what came online up to yesterday."""

import logging
from datetime import date, timedelta
from functools import lru_cache

from django.db import transaction

from credit_portal.subscriptions import mails
from credit_portal.subscriptions.models import Subscription
from credit_portal.subscriptions.news import Period, ended_of, news_of
from credit_portal.subscriptions.topics import topic_of

logger = logging.getLogger(__name__)
DAY = timedelta(days=1)


class Desk:
    """What one run knows; each topic and its news are read once for all who follow it."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.last = on - DAY
        self.topic_of = lru_cache(maxsize=64)(topic_of)
        self.news_of = lru_cache(maxsize=64)(news_of)


def send_digests(on: date) -> int:
    """Send every mail that is due; how many. Safe to run at any time and twice at once.

    Only whole days are told, each once: the row is locked, the day noted and the mail handed over
    within one transaction. Should the machine fail after the mail server took a mail and before
    the commit, the next run repeats it under the same identifier, which mail programs show once.
    """
    desk = Desk(on)
    due = Subscription.objects.behind(desk.last).order_by("topic", "pk")
    sent = 0
    for subscription_id in list(due.values_list("pk", flat=True)):
        try:
            sent += _tell(subscription_id, desk)
        except OSError:  # nothing is noted: the next run tries again
            logger.warning("digest not sent", extra={"subscription": subscription_id})
    return sent


def _tell(subscription_id: int, desk: Desk) -> bool:
    """Note the day and send the mail, if there is something to tell."""
    with transaction.atomic():
        rows = Subscription.objects.select_for_update(skip_locked=True).behind(desk.last)
        subscription = rows.filter(pk=subscription_id).first()
        if subscription is None or not subscription.told_until or not subscription.confirmed_on:
            return False
        period = Period(subscription.told_until + DAY, desk.last)
        subscription.told_until = desk.last
        subscription.save(update_fields=["told_until"])
        topic = desk.topic_of(subscription.topic)
        if topic is None:
            return False
        news = desk.news_of(topic, period, desk.on)
        ended = ended_of(topic, period, subscription.confirmed_on, desk.on)
        if news.total or ended:
            mails.send_digest(subscription, topic, news, ended, period)
    return bool(news.total or ended)
