"""Measures on a contested record rest from the first day of the dispute, or of their own."""

from datetime import timedelta
from typing import Any

import pytest

from credit_portal.shared.errors import Refused
from disputes import services
from supervision.measures.choices import EndGround, SuspensionCause
from supervision.models import Measure
from supervision.services import end_measure, restore_measure
from tests.factories.accounts import UserFactory
from tests.factories.disputes import contested_record, filed, officer_of, rejected, upheld
from tests.factories.entities import NOW, TODAY
from tests.factories.supervision import ListingFactory, MeasureFactory
from tests.supervision.test_measures import LEAD, initiate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def decided(dispute: Any, how: Any) -> None:
    """Taken on, verified and decided by an officer of the agency."""
    officer = officer_of(dispute)
    dispute = services.accept_dispute(dispute=dispute, by=officer, at=NOW)
    dispute = services.verify_dispute(dispute=dispute, finding="已核实", by=officer, at=NOW)
    services.decide_dispute(
        dispute=dispute, decisions=how(dispute), decision="处理如下", by=officer, at=NOW
    )


def test_a_measure_initiated_meanwhile_rests_from_the_start() -> None:
    record = contested_record()
    dispute = filed(record)
    measure = initiate(record)

    suspension = measure.suspensions.get()
    assert (suspension.cause, suspension.reference) == (SuspensionCause.DISPUTE, dispute.number)
    assert suspension.from_on == TODAY
    assert not Measure.objects.in_force(TODAY).exists()
    decided(dispute, rejected)
    assert Measure.objects.in_force(TODAY).get() == measure


def test_upheld_it_ends_like_those_before_it() -> None:
    record = contested_record()
    dispute = filed(record)
    measure = initiate(record)
    decided(dispute, upheld)
    measure.refresh_from_db()
    assert (measure.end_ground, measure.end_reference) == (EndGround.DISPUTE, dispute.number)
    assert not measure.suspensions.open().exists()


def test_a_corrected_typo_leaves_it_to_its_agency() -> None:
    record = contested_record()
    dispute = filed(record, ("title", "无证经营"))
    measure = initiate(record)
    decided(dispute, upheld)
    measure.refresh_from_db()
    assert measure.ended_on is None
    assert Measure.objects.to_review(TODAY).get() == measure
    assert not measure.suspensions.open().exists()


def test_one_on_a_list_rests_while_the_basis_is_contested() -> None:
    record = contested_record()
    listing = ListingFactory(entity=record.entity, basis=record, listed=True)
    before = MeasureFactory(entity=record.entity, record=listing.record)
    dispute = filed(record)
    fresh = initiate(listing.record)
    assert not Measure.objects.in_force(TODAY).exists()
    with pytest.raises(Refused, match="不能提前恢复"):
        restore_measure(
            suspension=fresh.suspensions.get(), reason="恢复", at=NOW,
            by=UserFactory(agency=fresh.initiator),
        )  # fmt: skip
    decided(dispute, rejected)
    assert set(Measure.objects.in_force(TODAY)) == {before, fresh}


def test_one_that_takes_force_meanwhile_rests_on_its_first_day() -> None:
    record = contested_record()
    later = MeasureFactory(entity=record.entity, record=record, from_on=TODAY + 3 * DAY)
    dispute = filed(record)
    assert not Measure.objects.in_force(TODAY + 3 * DAY).exists()
    assert Measure.objects.suspended(TODAY + 3 * DAY).get() == later
    decided(dispute, rejected)
    assert Measure.objects.in_force(TODAY + 3 * DAY).get() == later


def test_an_incentive_and_a_measure_on_another_record_go_on() -> None:
    record = contested_record()
    filed(record)
    other = MeasureFactory(entity=record.entity)
    assert set(Measure.objects.in_force(TODAY)) == {other}
    assert not other.suspensions.exists()


def test_one_ended_meanwhile_is_left_alone_by_the_decision() -> None:
    record = contested_record()
    dispute = filed(record)
    measure = end_measure(measure=initiate(record), reason="依法解除", by=LEAD, at=NOW)
    decided(dispute, upheld)
    measure.refresh_from_db()
    assert measure.end_ground == EndGround.DECISION
    assert not measure.suspensions.open().exists()
