"""Visitors who answer the question, on a day that stands still."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from credit_portal.portal.public.limits import NUMERALS
from credit_portal.subscriptions import tasks
from tests.caching import forget_cached
from tests.factories.entities import NOW

ADDRESS = "citizen@example.cn"


@pytest.fixture(autouse=True)
def day() -> Iterator[Any]:
    forget_cached()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ask(
    client: Client, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., HttpResponse]:
    """``ask("/subscriptions/columns/penalty/", address="…")``: fill in the form and send it."""

    monkeypatch.setattr(tasks.send_confirmation, "delay", tasks.send_confirmation)

    def fill(path: str, address: str = ADDRESS, **changes: str) -> HttpResponse:
        question = client.get(path).context["question"]
        answer = sum(NUMERALS.index(question.text[n]) for n in (0, 2))
        filled = {"address": address, "token": question.token, "answer": str(answer)}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, filled | changes)

    return fill


def link_in(mail: EmailMessage, purpose: str) -> str:
    """The path of a link in a mail."""
    found = re.search(rf"(/subscriptions/{purpose}/\S+)", str(mail.body))
    assert found, mail.body
    return found[1]
