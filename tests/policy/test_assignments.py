"""Which pack a region follows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.policy import events, services
from credit_portal.policy.models import (
    PackAssignment,
    PolicyPack,
)
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared import events as bus
from credit_portal.shared.errors import Invalid, Refused
from tests.factories.policy import (
    PackAssignmentFactory,
    PolicyPackFactory,
)
from tests.policy.conftest import AT

pytestmark = pytest.mark.django_db

TODAY = AT.date()
START = date(2027, 1, 1)


def assign(pack: PolicyPack, start: date, by: User, region: str = "990281") -> PackAssignment:
    return services.assign_pack(
        region_code=region, pack=pack, from_date=start, reason="试点", by=by, at=AT
    )


def test_assign_lets_a_region_follow_a_pack(
    installed: PolicyPack, author: User, heard: list[bus.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    count = AuditEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        assign(installed, TODAY, author)
    assert pack_in_force(TODAY).header.code == "jiangyin"
    assert pack_in_force(TODAY - timedelta(days=1)).header.code == "national_2026"
    assert AuditEntry.objects.count() == count + 1
    assert heard == [events.PackAssigned("990281", "jiangyin", TODAY)]


def test_a_district_may_follow_its_own_pack(installed: PolicyPack, author: User) -> None:
    yichun = PolicyPack.objects.get(code="yichun")
    assign(installed, TODAY, author)
    assign(yichun, TODAY, author, region="990203")
    assert pack_in_force(TODAY, "990203").header.code == "yichun"
    assert pack_in_force(TODAY, "990204").header.code == "jiangyin"


def test_a_new_assignment_ends_the_one_before(installed: PolicyPack, author: User) -> None:
    former = assign(installed, TODAY, author)
    assign(PolicyPack.objects.get(code="yichun"), START, author)
    former.refresh_from_db()
    assert former.to_date == START - timedelta(days=1)
    assert pack_in_force(former.to_date).header.code == "jiangyin"
    assert pack_in_force(START).header.code == "yichun"


def test_assign_refuses_to_rewrite_the_past(installed: PolicyPack, author: User) -> None:
    assign(installed, START, author)
    with pytest.raises(Refused) as caught:
        assign(installed, TODAY, author)
    assert caught.value.code == "assigned_later"
    assert PackAssignment.objects.count() == 1


@pytest.mark.parametrize("region", ["", "99028", "99028A"])
def test_assign_refuses_a_wrong_region(region: str, author: User) -> None:
    with pytest.raises(Invalid):
        assign(PolicyPackFactory(), TODAY, author, region)


def test_the_database_keeps_one_pack_per_region() -> None:
    PackAssignmentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PackAssignmentFactory(from_date=date(2026, 6, 1))
