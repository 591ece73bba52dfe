"""Timeliness: seven working days over real holidays, judged in the database."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from credit_portal.policy.notices import shipped_calendar
from credit_portal.policy.services import install_packs
from credit_portal.portal.public.timeliness import last_days, timeliness
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.workdays import add_workdays
from entities.choices import RecordKind
from tests.factories.entities import NOW, SHANGHAI, TODAY, CreditRecordFactory

PENALTY = (RecordKind.PENALTY.value,)


def act(decided_on: date, online_on: date, **values) -> None:
    """A penalty that everybody could read since ``online_on``."""
    CreditRecordFactory(
        decided_on=decided_on, published_from=decided_on,
        recorded_at=datetime(*online_on.timetuple()[:3], 23, tzinfo=SHANGHAI), **values,
    )  # fmt: skip


@pytest.mark.parametrize("days", [1, 7, 30])
def test_the_array_agrees_with_counting(days: int) -> None:
    first, length = date(2025, 12, 1), 200
    calendar = shipped_calendar()
    found = last_days(first, first + timedelta(days=length), days, calendar)
    for n in range(length + 1):
        assert found[n] == add_workdays(first + timedelta(days=n), days, calendar).date


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("online_on", "in_time"),
    # Decided on the Tuesday before the holidays of 1 to 7 October 2026.
    [(date(2026, 9, 30), 1), (date(2026, 10, 14), 1), (date(2026, 10, 15), 0)],
)
def test_the_seventh_working_day_is_in_time(online_on: date, in_time: int) -> None:
    decided_on = date(2026, 9, 29)
    assert add_workdays(decided_on, 7, shipped_calendar()).date == date(2026, 10, 14)
    act(decided_on, online_on)
    (row,) = timeliness(PENALTY, TODAY).rows
    assert (row.total, row.in_time) == (1, in_time)


@pytest.mark.django_db
def test_it_is_counted_by_authority() -> None:
    for late in (False, True, True):
        act(date(2026, 3, 2), date(2026, 6, 1 if late else 2) if late else date(2026, 3, 3))
    act(date(2026, 3, 2), date(2026, 3, 3), authority_name="澄江市城市管理局")
    report = timeliness(PENALTY, TODAY)
    assert [(row.total, row.in_time) for row in report.rows] == [(3, 1), (1, 1)]
    assert report.whole.percent == 50


@pytest.mark.django_db
def test_what_is_not_public_or_old_or_a_correction_does_not_count() -> None:
    act(date(2026, 3, 2), date(2026, 3, 3), authorised=True)
    act(date(2025, 9, 1), date(2025, 9, 2))
    correct = CreditRecordFactory()
    CreditRecordFactory(withdrawn=True, replaced_by=correct)
    assert timeliness(PENALTY, TODAY).rows == ()


@pytest.mark.django_db
def test_the_pack_says_how_many_days(client: Client) -> None:
    install_packs(by=SystemActor("测试"), at=NOW)
    act(date(2026, 3, 2), date(2026, 3, 3))
    assert "7 个工作日" in client.get("/publications/acts/").content.decode()
