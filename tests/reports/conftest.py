"""What the tests of reports share."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.reports import services
from credit_portal.reports.models import CreditReport
from entities.models import Entity
from tests.caching import forget_cached
from tests.factories.accounts import MandateFactory
from tests.factories.entities import NOW


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def quickly_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the paper is none of the test's business."""

    def paper(report: CreditReport) -> bytes:
        return f"%PDF-1.7\n{report.number}\n%%EOF\n".encode()

    monkeypatch.setattr(services, "report_pdf", paper)


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands at the instant for which the factories are made."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def fresh_cache() -> Iterator[None]:
    """Nobody has asked yet."""
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def owner_of() -> Callable[[Entity], User]:
    """A user with a mandate for a business."""
    return lambda entity: MandateFactory(uscc=entity.uscc).user
