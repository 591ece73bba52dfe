"""Sending a message once, and its receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.messages.models import Message
from credit_portal.shared.errors import NotVisible


@dataclass(frozen=True)
class Recipient:
    """One of a user, an agency (all its officers, or its heads) and a business by its code."""

    user: User | None = None
    agency: Agency | None = None
    heads_only: bool = False
    uscc: str = ""

    @property
    def key(self) -> str:
        """Part of the key of a message."""
        if self.user:
            return f"user:{self.user.pk}"
        if self.agency:
            return f"agency:{self.agency.pk}"
        return f"business:{self.uscc}"


def heads_of(agency: Agency) -> Recipient:
    """The heads of an agency; the whole office where none is known."""
    heads = User.objects.filter(agency=agency, is_head=True, is_active=True)
    return Recipient(agency=agency, heads_only=heads.exists())


def send_message(
    *, occasion: str, to: Recipient, subject: str, text: str, at: datetime, url: str = ""
) -> bool:
    """Tell somebody something, once for each occasion; part of the transaction of the act.

    Args:
        occasion: names what the message is about, e.g. ``"dispute:7:decided"``.
        url: page of the portal on which to act.

    Returns:
        Whether it was sent now; ``False`` if it had been sent before.
    """
    _, is_new = Message.objects.get_or_create(
        key=f"{occasion}:{to.key}",
        defaults={
            "user": to.user, "agency": to.agency, "uscc": to.uscc, "heads_only": to.heads_only,
            "subject": subject[:200], "text": text[:2000], "url": url, "sent_at": at,
        },
    )  # fmt: skip
    return is_new


@dataclass(frozen=True)
class BusinessMessage:
    """What one business is told, among many."""

    occasion: str
    uscc: str
    subject: str
    text: str
    url: str = ""


def tell_businesses(messages: Iterable[BusinessMessage], *, at: datetime) -> None:
    """``send_message`` to many businesses in one statement; what was told before stays."""
    Message.objects.bulk_create(
        [
            Message(
                key=f"{message.occasion}:{Recipient(uscc=message.uscc).key}", uscc=message.uscc,
                subject=message.subject[:200], text=message.text[:2000], url=message.url,
                sent_at=at,
            )
            for message in messages
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def tell_all(
    businesses: QuerySet[Any, Any], *, occasion: str, subject: str, text: str, at: datetime,
    url: str = "",
) -> int:  # fmt: skip
    """Tell the same to any number of businesses inside the database; what was told before stays.

    Args:
        businesses: rows of two columns: their codes, and what stands for ``{}`` in the text.

    Returns:
        How many were told now.
    """
    rows, parameters = businesses.query.sql_with_params()
    statement = f"""
        INSERT INTO {Message._meta.db_table}
            (key, uscc, heads_only, subject, text, url, sent_at)
        SELECT concat_ws(':', %s, nullif(word, ''), %s || uscc), uscc, false, %s,
            left(replace(%s, '{{}}', word), 2000), %s, %s FROM ({rows}) AS told (uscc, word)
        ON CONFLICT (key) DO NOTHING
    """  # noqa: S608 - the query of the caller; every value is a parameter
    with connection.cursor() as cursor:
        key = (occasion, Recipient(uscc="").key)
        cursor.execute(statement, [*key, subject[:200], text, url, at, *parameters])
        return cursor.rowcount


def mark_message_read(*, message: Message, by: User, at: datetime) -> None:
    """The receipt: who read it first, and when; a second time changes nothing.

    Raises:
        NotVisible: it is not addressed to the user.
    """
    rows = Message.objects.addressed_to(viewer_of(by)).filter(pk=message.pk)
    if not rows.exists():
        raise NotVisible
    rows.unread().update(read_at=at, read_by=by)
