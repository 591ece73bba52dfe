import pytest

from credit_portal.shared.actors import SystemActor
from grading import defaults
from grading.models import ScoringModel
from tests.factories.entities import NOW


@pytest.fixture
def reference_model(db: None) -> ScoringModel:
    """The reference model that ships with the portal, in force."""
    model = defaults.install(by=SystemActor("测试"), at=NOW.replace(year=2020))
    assert model is not None
    return model
