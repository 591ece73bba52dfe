"""What the tests of declarations share."""

import pytest

from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW


@pytest.fixture(autouse=True)
def house(db: None, settings, tmp_path) -> None:
    """A lead office, the catalogue, and a place for files."""
    settings.MEDIA_ROOT = tmp_path
    AgencyFactory(lead_office=True)
    install_catalogue(by=SystemActor("测试"), at=NOW)
