"""The commands of the policy, and the cost of asking for the pack in force."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from credit_portal.policy.models import CalendarDay, PolicyPack
from credit_portal.policy.services import pack_in_force, work_calendar

pytestmark = pytest.mark.django_db


def output_of(*args: str) -> list[str]:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue().splitlines()


def test_install_packs() -> None:
    lines = output_of("install_packs")
    assert len(lines) == 8
    assert "江阴市 第1版: 自 2020-10-22 起" in lines
    assert PolicyPack.objects.count() == 6
    assert CalendarDay.objects.filter(notice__year=2026).count() == 39
    assert output_of("install_packs") == []


def test_workdays() -> None:
    assert output_of("workdays", "2026-11-20", "5") == ["2026-11-27"]
    assert output_of("workdays", "2026-12-18", "10") == ["2027-01-04 PROVISIONAL"]


def test_workdays_explained() -> None:
    lines = output_of("workdays", "2026-02-11", "3", "--explain")
    assert lines == [
        "2026-02-14",
        "2026-02-12   1 星期四",
        "2026-02-13   2 星期五",
        "2026-02-14   3 调休上班（春节）",
    ]


def test_workdays_needs_a_day() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("workdays", "2026-11-20", "0")


def test_the_pack_in_force_costs_two_small_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call_command("install_packs", stdout=StringIO())
    first = pack_in_force(date(2026, 11, 22))
    with django_assert_num_queries(2):
        assert pack_in_force(date(2026, 11, 22)) is first


def test_the_calendar_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    call_command("install_packs", stdout=StringIO())
    first = work_calendar()
    with django_assert_num_queries(1):
        assert work_calendar() is first
