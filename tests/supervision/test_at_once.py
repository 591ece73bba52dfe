"""Two officers at the same case in the same moment: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused
from supervision import services
from supervision.measures.choices import SuspensionCause
from supervision.models import Listing, Measure, MeasureSuspension
from tests.factories.entities import NOW
from tests.factories.supervision import ListingFactory, MeasureFactory

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE = SystemActor("信用办")


def both(*acts: Callable[[], Any]) -> list[str]:
    """What each of two officers is told, sorted; nothing where the act went through."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait()
            act()
        except Refused as refused:
            return refused.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_one_decides_a_listing() -> None:
    listing = ListingFactory(heard=True)
    at = {"listing": listing, "by": OFFICE, "at": NOW}

    won, told = both(
        lambda: services.drop_listing(reason="证据不足", **at),
        lambda: services.decide_listing(
            decision_number="澄列决1号", decision="不采纳", from_on=NOW.date(), until_on=None, **at
        ),
    )
    assert won == ""
    assert "其他人员" in told
    assert Listing.objects.get().status in ("dropped", "decided")


def test_one_answers_a_measure() -> None:
    measure = MeasureFactory()

    def respond() -> Measure:
        return services.respond_to_measure(measure=measure, response="受理", by=OFFICE, at=NOW)

    won, told = both(respond, respond)
    assert (won, "刷新" in told) == ("", True)


def test_a_case_suspends_a_measure_once() -> None:
    measure = MeasureFactory()

    def suspend() -> MeasureSuspension:
        return services.suspend_measure(
            measure=measure, cause=SuspensionCause.DISPUTE, reference="异议1", reason="核实",
            by=OFFICE, at=NOW,
        )  # fmt: skip

    won, told = both(suspend, suspend)
    assert (won, "不必重复" in told) == ("", True)
    assert MeasureSuspension.objects.count() == 1
