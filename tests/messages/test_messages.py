"""Messages: sent once, seen by those they are addressed to, receipted when opened."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.messages import services
from credit_portal.messages.models import Message
from credit_portal.messages.services import Recipient
from credit_portal.shared.errors import NotVisible
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, EntityFactory
from tests.factories.messages import MessageFactory

pytestmark = pytest.mark.django_db


def send(to: Recipient, occasion: str = "dispute:1:decided") -> bool:
    return services.send_message(
        occasion=occasion, to=to, subject="异议已办结", text="请查收答复书。", at=NOW
    )


def test_an_occasion_is_told_once_to_each() -> None:
    one, other = AgencyFactory(), AgencyFactory()
    assert [send(Recipient(agency=a)) for a in (one, other, one)] == [True, True, False]
    assert Message.objects.count() == 2


def test_a_message_has_one_recipient() -> None:
    with pytest.raises(IntegrityError):
        MessageFactory(user=UserFactory())


def test_a_business_is_reached_by_its_mandate() -> None:
    entity = EntityFactory()
    mandate, stranger = MandateFactory(uscc=entity.uscc), UserFactory(enterprise=True)
    send(Recipient(uscc=entity.uscc))
    assert Message.objects.addressed_to(viewer_of(mandate.user)).count() == 1
    assert Message.objects.addressed_to(viewer_of(stranger)).count() == 0


def test_nobody_reads_messages_without_a_login() -> None:
    MessageFactory()
    MessageFactory(agency=None, user=UserFactory())
    assert not Message.objects.addressed_to(PUBLIC_VIEWER).exists()


def test_the_first_reader_receipts_it() -> None:
    message = MessageFactory()
    first, second = (UserFactory(agency=message.agency) for _ in range(2))
    services.mark_message_read(message=message, by=first, at=NOW)
    services.mark_message_read(message=message, by=second, at=NOW + timedelta(hours=1))
    message.refresh_from_db()
    assert (message.read_by, message.read_at) == (first, NOW)


@pytest.mark.parametrize("heads_only", [False, True])
def test_others_cannot_receipt_it(heads_only: bool) -> None:
    message = MessageFactory(heads_only=heads_only)
    by = UserFactory(agency=message.agency) if heads_only else UserFactory()
    with pytest.raises(NotVisible):
        services.mark_message_read(message=message, by=by, at=NOW)
    assert Message.objects.unread().count() == 1


@pytest.fixture
def officer(client: Client) -> User:
    user = UserFactory()
    client.force_login(user)
    return user


def test_opening_a_message_leads_to_where_to_act(client: Client, officer: User) -> None:
    message = MessageFactory(agency=officer.agency)
    assert message.subject in client.get("/desk/messages/").content.decode()
    response = client.post(f"/messages/{message.pk}/open/")
    assert response["Location"] == message.url
    assert "已读" in client.get("/desk/messages/").content.decode()
    assert client.post(f"/messages/{MessageFactory().pk}/open/").status_code == 404


def test_an_empty_inbox_says_so(client: Client, officer: User) -> None:
    MessageFactory()
    assert "没有消息" in client.get("/desk/messages/").content.decode()
