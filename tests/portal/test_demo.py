"""The demonstration is built once, and a second start changes nothing."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from commitments.models import Commitment
from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from entities.models import CatalogueItem, CreditRecord, Entity, ImportBatch
from grading.models import ScoringModel, SimulationReport
from supervision.models import Listing, Measure

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    models = (Entity, CreditRecord, CatalogueItem, Commitment, User, ScoringModel, AuditEntry)
    return [model.objects.count() for model in models]


def test_a_second_start_changes_nothing() -> None:
    call_command("build_demo")
    built = counts()
    assert all(built)
    assert Commitment.objects.values("status").distinct().count() > 2
    assert Measure.objects.values("status").distinct().count() > 2
    assert Listing.objects.values("status").distinct().count() > 2
    assert ImportBatch.objects.filter(rejected=0).count() == 1
    assert ImportBatch.objects.get(rejected__gt=0).rejected == 2
    assert SimulationReport.objects.get().moved > 0
    call_command("build_demo")
    assert counts() == built


def test_production_is_refused(settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境"):
        call_command("build_demo")
    assert not User.objects.exists()
