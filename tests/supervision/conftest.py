"""What the tests of supervision share."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from entities.models import Entity
from tests.factories.accounts import MandateFactory
from tests.factories.entities import NOW


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands at the instant for which the factories are made."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def catalogue(db: None) -> None:
    install_catalogue(by=SystemActor("测试"), at=NOW)


@pytest.fixture
def owner_of(as_user: Callable[[User], Client]) -> Callable[[Entity], User]:
    """A user with a mandate for a business, logged in."""

    def log_in(entity: Entity) -> User:
        user = MandateFactory(uscc=entity.uscc).user
        as_user(user)
        return user

    return log_in
