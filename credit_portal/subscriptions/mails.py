"""The mails themselves: plain text, each with the link to leave (RFC 8058)."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from credit_portal.portal.public.publications import Publication
from credit_portal.subscriptions.models import Subscription
from credit_portal.subscriptions.news import News, Period
from credit_portal.subscriptions.tokens import Purpose, sign
from credit_portal.subscriptions.topics import Topic


def send_confirmation(subscription: Subscription, topic: Topic) -> None:
    """Ask the address; whoever is subscribed already is told so."""
    life = settings.PORTAL_SUBSCRIPTION_CONFIRM_LIFE
    context = {
        "is_known": subscription.confirmed_at is not None,
        "confirm_url": _link("confirm", subscription),
        "days": life.days,
    }
    _send("confirmation", f"请确认订阅：{topic.label}", subscription, topic, context)


def send_digest(
    subscription: Subscription, topic: Topic, news: News, ended: list[Publication], period: Period
) -> None:
    """The news of the days since the last mail."""
    counted = [(news.total, "新增 {} 条"), (len(ended), "停止公示 {} 条")]
    subject = "，".join(words.format(number) for number, words in counted if number)
    context = {
        "news": news, "ended": ended, "period": period, "rest": news.total - len(news.rows),
    }  # fmt: skip
    _send("digest", f"{topic.label}：{subject}", subscription, topic, context, period.last)


def _send(
    name: str, subject: str, subscription: Subscription, topic: Topic, context: dict[str, Any],
    day: date | None = None,
) -> None:  # fmt: skip
    """Send one mail; a digest sent again for the same day is recognised by its identifier."""
    leave_url = _link("leave", subscription)
    headers = {
        "List-Unsubscribe": f"<{leave_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    if day:
        host = urlsplit(settings.PORTAL_PUBLIC_URL).hostname
        headers["Message-ID"] = f"<subscription-{subscription.pk}-{day:%Y%m%d}@{host}>"
    said = {
        "topic": topic, "leave_url": leave_url, "site": settings.PORTAL_SITE_NAME,
        "public_url": settings.PORTAL_PUBLIC_URL, "organiser": settings.PORTAL_ORGANISER,
    }  # fmt: skip
    body = render_to_string(f"subscriptions/mails/{name}.txt", {**said, **context})
    title = " ".join(subject.split())  # a line break would begin another header
    EmailMessage(title, body, to=[subscription.address], headers=headers).send()


def _link(purpose: Purpose, subscription: Subscription) -> str:
    path = reverse(f"subscriptions:{purpose}", args=[sign(purpose, subscription.pk)])
    return f"{settings.PORTAL_PUBLIC_URL}{path}"
