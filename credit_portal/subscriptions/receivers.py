"""What follows from an event: it only enqueues a task."""

from credit_portal.shared.events import receives
from credit_portal.subscriptions import tasks
from credit_portal.subscriptions.events import MailsAskedFor


@receives(MailsAskedFor)
def ask_the_address(event: MailsAskedFor) -> None:
    tasks.send_confirmation.delay(event.subscription_id)
