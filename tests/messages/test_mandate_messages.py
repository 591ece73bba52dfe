"""Who may act for a business is told to the business, and to whom it concerns."""

import pytest

from credit_portal.accounts.events import MandateEnded, MandateGranted
from credit_portal.accounts.mandates import end_mandate
from credit_portal.messages import receivers, tasks
from credit_portal.messages.models import Message
from credit_portal.shared.actors import SystemActor
from tests.factories.accounts import MandateFactory
from tests.factories.entities import NOW, make_uscc

pytestmark = pytest.mark.django_db
USCC = make_uscc(1)
BY = SystemActor("测试")


def test_a_new_mandate_is_told_once() -> None:
    mandate = MandateFactory(uscc=USCC)
    for _ in range(2):
        tasks.tell_of_granted_mandate(mandate.pk)
    message = Message.objects.get()
    assert message.uscc == USCC
    assert mandate.user.display_name in message.text


def test_an_end_is_told_to_the_business_and_the_person() -> None:
    mandate = MandateFactory(uscc=USCC)
    end_mandate(mandate=mandate, reason="离职", by=BY, at=NOW)
    for _ in range(2):
        tasks.tell_of_ended_mandate(mandate.pk)
    assert Message.objects.count() == 2
    assert Message.objects.filter(user=mandate.user, text__contains="离职").exists()


def test_the_end_of_a_representative_names_the_agents_who_stay() -> None:
    owner = MandateFactory(uscc=USCC, representative=True)
    agent = MandateFactory(uscc=USCC, granted_by=owner.user)
    end_mandate(mandate=owner, reason="变更", by=BY, at=NOW)
    tasks.tell_of_ended_mandate(owner.pk)
    assert agent.user.display_name in Message.objects.get(uscc=USCC).text
    assert agent.user.display_name not in Message.objects.get(user=owner.user).text


def test_events_start_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    for name in ("tell_of_granted_mandate", "tell_of_ended_mandate"):
        monkeypatch.setattr(getattr(tasks, name), "delay", asked.append)
    receivers.mandate_granted(MandateGranted(1))
    receivers.mandate_ended(MandateEnded(2))
    assert asked == [1, 2]
