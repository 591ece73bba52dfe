"""What has happened to subscriptions."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class MailsAskedFor(Event):
    """Somebody wants mails at an address, which has to say so itself."""

    subscription_id: int
