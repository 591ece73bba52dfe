"""成效统计: measures of a period counted by item, with the days that answers took."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.accounts.viewers import PUBLIC_VIEWER, SYSTEM_VIEWER
from supervision.effects.selectors import Effect, effects, total_of
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW
from tests.factories.supervision import MeasureFactory
from tests.supervision.test_measures import suspend

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NAMED = ("限制申请财政性资金项目", "限制股票发行")


def counted(**changes: Any) -> dict[str, Effect]:
    asked = {"from_on": None, "until_on": None, "agency": None, "required": ()} | changes
    return {effect.name: effect for effect in effects(SYSTEM_VIEWER, **asked)}


def test_measures_are_counted_by_item() -> None:
    suspend(MeasureFactory(initiated_at=NOW - 2 * DAY, responded=True))
    MeasureFactory(
        initiated_at=NOW - 4 * DAY,
        fed_back=True,
        response_deadline__due_on=date(2026, 11, 1),
        response_deadline__started_on=date(2026, 10, 27),
    )
    MeasureFactory(ended=True)
    MeasureFactory(key=True)
    found = counted()

    line = found["限制申请财政性资金项目"]
    assert (line.initiated, line.responded, line.in_time) == (3, 2, 1)
    assert (line.fed_back, line.fed_in_time, line.ended, line.suspended) == (1, 1, 1, 1)
    assert (line.to_respond, line.to_feed_back) == (3.0, 4.0)
    assert found["纳入重点监管范围"].to_respond is None
    assert total_of(found.values())["initiated"] == 4


def test_several_suspensions_count_a_measure_once() -> None:
    measure = MeasureFactory()
    suspend(measure)
    suspend(measure, "异议2")
    line = counted()["限制申请财政性资金项目"]
    assert (line.initiated, line.suspended) == (1, 1)


def test_by_period_and_agency() -> None:
    measure = MeasureFactory(initiated_at=NOW - 40 * DAY)
    MeasureFactory()

    def number(**changes: Any) -> int:
        return sum(line.initiated for line in counted(**changes).values())

    assert number(until_on=(NOW - 30 * DAY).date()) == 1
    assert number(from_on=(NOW - 30 * DAY).date()) == 1
    assert number(agency=measure.executor) == number(agency=measure.initiator) == 1


def test_a_measure_may_be_counted_as_one_of_the_document() -> None:
    MeasureFactory(counted_as="限制股票发行")
    found = counted(required=NAMED)

    assert (found["限制股票发行"].initiated, found["限制股票发行"].is_required) == (1, True)
    assert found["限制申请财政性资金项目"].initiated == 0


def test_what_the_document_asks_for_stands_there_even_without_a_case() -> None:
    MeasureFactory()
    found = counted(required=NAMED)

    assert found["限制申请财政性资金项目"].is_required
    assert (found["限制股票发行"].is_required, found["限制股票发行"].initiated) == (True, 0)
    assert not effects(PUBLIC_VIEWER, from_on=None, until_on=None, agency=None, required=())


def test_the_page_and_its_workbook(as_user, on_the_day) -> None:
    MeasureFactory(fed_back=True)
    client = as_user(UserFactory())

    assert (
        "限制申请财政性资金项目"
        in client.get(reverse("supervision:measure_effects")).content.decode()
    )
    exported = client.get(reverse("supervision:measure_effects_export"), {"from_on": "2026-01-01"})
    assert b"".join(exported.streaming_content)[:2] == b"PK"
