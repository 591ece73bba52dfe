"""What the tests of supervision share."""

from collections.abc import Callable

import pytest
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from entities.models import Entity
from tests.factories.accounts import MandateFactory
from tests.factories.entities import NOW


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
