"""What the tests of commitments share."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commitments import defaults
from credit_portal.accounts.models import User
from credit_portal.shared.actors import SystemActor
from tests.factories.entities import NOW

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands at the instant for which the factories are made."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def letters(db) -> None:
    defaults.install(by=SystemActor("测试"), at=NOW)


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("扫描件.pdf", PDF, content_type="application/pdf")
