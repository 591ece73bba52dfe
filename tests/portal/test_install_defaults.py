"""A new deployment installs everything by one command, and may run it again."""

from io import StringIO

import pytest
from django.core.management import call_command

from commitments.models import CommitmentItem, CommitmentTemplate
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.models import HolidayNotice, PolicyPack
from entities.models import CatalogueItem
from grading.models import ScoringModel
from repair.models import TrainingCourse

INSTALLED = (
    PolicyPack, HolidayNotice, CatalogueItem, CommitmentItem, CommitmentTemplate, ScoringModel,
    TrainingCourse,
)  # fmt: skip


@pytest.mark.django_db
def test_one_command_installs_what_the_portal_needs() -> None:
    call_command("install_defaults", stdout=StringIO())
    counts = [model.objects.count() for model in INSTALLED]
    assert all(counts)
    entries = AuditEntry.objects.count()
    call_command("install_defaults", stdout=StringIO())
    assert [model.objects.count() for model in INSTALLED] == counts
    assert AuditEntry.objects.count() == entries
