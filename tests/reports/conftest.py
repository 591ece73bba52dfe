"""What the tests of reports share."""

from collections.abc import Callable, Iterator

import pytest

from credit_portal.accounts.models import User
from credit_portal.reports import services
from credit_portal.reports.models import CreditReport
from entities.models import Entity
from tests.caching import forget_cached
from tests.factories.accounts import MandateFactory


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
def fresh_cache() -> Iterator[None]:
    """Nobody has asked yet."""
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def owner_of() -> Callable[[Entity], User]:
    """A user with a mandate for a business."""
    return lambda entity: MandateFactory(uscc=entity.uscc).user
