"""The yearly notice enters the calendar."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.policy import events, services
from credit_portal.policy.choices import DayKind
from credit_portal.policy.models import (
    CalendarDay,
    HolidayNotice,
)
from credit_portal.policy.notices import NoticeDay
from credit_portal.policy.selectors import work_calendar
from credit_portal.shared import events as bus
from credit_portal.shared.errors import Refused
from credit_portal.shared.workdays import add_workdays
from tests.policy.conftest import AT, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = AT.date()
START = date(2027, 1, 1)


SPRING = tuple(
    NoticeDay(date(2027, 2, day), DayKind.OFF, "春节") for day in (5, 6, 7, 8, 9, 10, 11)
)


def enter(days: tuple[NoticeDay, ...], by: User, at: datetime = AT) -> HolidayNotice:
    return services.import_holiday_notice(
        year=2027, title="关于2027年部分节假日安排的通知", number="国办发明电〔2026〕9号",
        days=days, reason="通知已公布", by=by, at=at,
    )  # fmt: skip


def test_a_notice_makes_its_year_known(
    author: User, heard: list[bus.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    services.install_notices(by=SYSTEM, at=AT)
    assert add_workdays(date(2026, 12, 31), 1, work_calendar()).provisional
    count = AuditEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        notice = enter(SPRING, author)
    assert AuditEntry.objects.count() == count + 1
    assert AuditEntry.objects.latest("pk").after["days_off"] == len(SPRING)
    assert heard == [events.HolidayNoticeImported(2027)]
    assert not add_workdays(date(2026, 12, 31), 1, work_calendar()).provisional
    assert not work_calendar().is_workday(date(2027, 2, 9))
    assert notice.history.latest().history_change_reason == "通知已公布"


def test_a_notice_entered_again_replaces_its_days(author: User) -> None:
    enter(SPRING, author)
    assert not work_calendar().is_workday(date(2027, 2, 11))
    enter(SPRING[:-1], author, AT + timedelta(hours=1))
    assert work_calendar().is_workday(date(2027, 2, 11))
    assert CalendarDay.objects.count() == len(SPRING) - 1
    entry = AuditEntry.objects.latest("pk")
    assert (entry.before["days_off"], entry.after["days_off"]) == (7, 6)


def test_a_day_belongs_to_one_notice(author: User) -> None:
    services.install_notices(by=SYSTEM, at=AT)
    taken = NoticeDay(date(2026, 10, 10), DayKind.WORK, "元旦")
    with pytest.raises(Refused) as caught:
        enter((taken,), author)
    assert caught.value.code == "day_taken"
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_install_notices_once() -> None:
    assert [notice.year for notice in services.install_notices(by=SYSTEM, at=AT)] == [2025, 2026]
    assert services.install_notices(by=SYSTEM, at=AT) == []
    acts = AuditEntry.objects.values_list("act", flat=True)
    assert list(acts) == ["policy.import_holiday_notice"] * 2
