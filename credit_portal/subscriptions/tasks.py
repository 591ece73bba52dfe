"""What workers do for subscriptions; each task is safe to run twice."""

from celery import shared_task
from django.conf import settings

from credit_portal.shared import clock
from credit_portal.subscriptions import mails, services
from credit_portal.subscriptions.digests import send_digests
from credit_portal.subscriptions.models import Subscription
from credit_portal.subscriptions.topics import topic_of


@shared_task(
    ignore_result=True, autoretry_for=(OSError,), retry_backoff=30, retry_kwargs={"max_retries": 5}
)
def send_confirmation(subscription_id: int) -> None:
    """Ask the address."""
    subscription = Subscription.objects.filter(pk=subscription_id).first()
    topic = topic_of(subscription.topic) if subscription else None
    if subscription and topic:
        mails.send_confirmation(subscription, topic)


@shared_task(ignore_result=True)
def send_daily_digests() -> None:
    """Each morning, and some hours after it for mails that could not be sent."""
    if settings.PORTAL_MAIL_IS_SET:
        send_digests(clock.today())


@shared_task(ignore_result=True)
def delete_unconfirmed() -> None:
    """Each night."""
    services.delete_unconfirmed(by=services.KEEPER, at=clock.now())
