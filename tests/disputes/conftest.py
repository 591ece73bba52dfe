"""What the tests of disputes share."""

import pytest

from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def house(request: pytest.FixtureRequest) -> None:
    """A lead office and the catalogue, where a test uses the database."""
    if "django_db" in request.keywords:
        marker = request.node.get_closest_marker("django_db")
        request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
        AgencyFactory(lead_office=True)
        install_catalogue(by=SystemActor("测试"), at=NOW)
