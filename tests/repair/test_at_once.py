"""Two officers, or two hands of the applicant, at the same case in the same moment."""

from functools import partial

import pytest

from repair import services
from repair.choices import ApplicationStatus, ItemStatus
from repair.models import RepairApplication, RepairItem
from tests.factories.entities import NOW, EntityFactory
from tests.factories.repair import OFFICE, application_in, item_alone, repairable
from tests.supervision.test_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _ready(settings, catalogue: None) -> None:
    settings.PORTAL_DEFAULT_PACK = "national_2026"


def test_one_decides_a_record() -> None:
    item = item_alone(ItemStatus.PENDING)
    at = {"item": item, "by": OFFICE, "at": NOW}
    won, told = both(
        partial(services.grant_item, reason="符合", **at),
        partial(services.refuse_item, reason="不符", **at),
    )
    assert (won, "刷新" in told) == ("", True)
    assert RepairItem.objects.get().status in (ItemStatus.GRANTED, ItemStatus.REFUSED)


def test_two_records_of_one_application_are_decided_side_by_side() -> None:
    """Whoever comes last closes the application."""
    entity = EntityFactory()
    application_in(
        ApplicationStatus.WITH_AGENCY,
        records=[repairable(entity=entity), repairable(entity=entity)],
    )
    first, second = RepairItem.objects.all()
    told = both(
        partial(services.grant_item, item=first, reason="符合", by=OFFICE, at=NOW),
        partial(services.refuse_item, item=second, reason="不符", by=OFFICE, at=NOW),
    )
    assert told == ["", ""]
    assert RepairApplication.objects.get().status == ApplicationStatus.CLOSED


def test_one_revokes_a_repair() -> None:
    item = item_alone(ItemStatus.GRANTED)
    revoke = partial(services.revoke_repair, item=item, reason="伪造", by=OFFICE, at=NOW)
    won, told = both(revoke, revoke)
    assert (won, "刷新" in told) == ("", True)


def test_an_application_is_handed_in_once() -> None:
    application = application_in(ApplicationStatus.DRAFT)
    submit = partial(
        services.submit_application, application=application, is_signed=True, by=OFFICE, at=NOW
    )
    won, told = both(submit, submit)
    assert (won, "刷新" in told) == ("", True)


def test_a_record_waits_in_one_application_only() -> None:
    record = repairable()
    drafts = [application_in(ApplicationStatus.DRAFT, records=[record]) for _ in range(2)]
    acts = [
        partial(services.submit_application, application=d, is_signed=True, by=OFFICE, at=NOW)
        for d in drafts
    ]
    told = both(*acts)
    assert told[0] == ""
    assert "已有在办的修复申请" in told[1]
    assert RepairItem.objects.pending().count() == 1
