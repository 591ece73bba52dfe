"""Deadlines: counted in working days, paused, extended, and counted again by a new notice."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.deadlines import duties, services, tasks
from credit_portal.deadlines.events import DeadlineMoved
from credit_portal.deadlines.lights import Lights
from credit_portal.deadlines.models import Deadline
from credit_portal.policy.choices import DayKind
from credit_portal.policy.notices import NoticeDay, shipped_calendar
from credit_portal.policy.packaged import digest_of, packaged_texts
from credit_portal.policy.selectors import pack_by_code
from credit_portal.policy.services import import_holiday_notice, install_notices
from credit_portal.shared import events as bus
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Invalid, Refused
from credit_portal.shared.workdays import add_workdays
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.entities import NOW, SHANGHAI, TODAY
from tests.factories.policy import PackVersionFactory

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)


def opened(received_on: date = TODAY, pack: str = "jiangyin") -> Deadline:
    return services.open_deadline(
        rule="objection_close", label="异议办结",
        length=pack_by_code(pack, TODAY).disputes.handling_days, received_on=received_on,
        agency=AgencyFactory(), subject="澄异议〔2026〕1号", url="/desk/", by=BY, at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pack", "received_on", "due_on"),
    [
        ("jiangyin", date(2026, 11, 20), date(2026, 11, 27)),  # 三(六): five working days
        ("jiangyin", date(2026, 11, 21), date(2026, 11, 27)),  # a day off: as if on Friday
        ("yichun", date(2026, 11, 20), date(2026, 12, 1)),  # 五-2: seven
        ("jiangyin", date(2026, 2, 11), date(2026, 2, 25)),  # over the Spring Festival
    ],
)
def test_a_deadline_counts_the_days_of_the_pack(pack: str, received_on: date, due_on: date) -> None:
    deadline = opened(received_on, pack)
    assert (deadline.due_on, deadline.is_provisional) == (due_on, False)
    count = services.count_of(deadline).count
    assert (count[0].day, count[-1].day) == (received_on + timedelta(days=1), due_on)
    assert deadline.history.count() == 1


def test_a_year_without_a_notice_makes_it_provisional() -> None:
    assert opened(date(2026, 12, 30)).is_provisional


def test_a_pause_moves_the_last_day_when_it_ends() -> None:
    deadline = opened()
    services.pause_deadline(deadline=deadline, reason="等待补正", by=BY, at=at(date(2026, 11, 24)))
    assert Deadline.objects.get().due_on == date(2026, 11, 27)
    assert not Deadline.objects.running().exists()
    services.resume_deadline(deadline=deadline, by=BY, at=at(date(2026, 11, 26)))
    deadline.refresh_from_db()
    assert deadline.due_on == date(2026, 12, 1)  # Tuesday and Wednesday stood still
    assert Deadline.objects.running().get() == deadline
    still = [line.day.day for line in services.count_of(deadline).count if line.why == "中止计时"]
    assert still == [24, 25]


def test_an_extension_needs_a_reason_and_comes_once() -> None:
    deadline = opened()
    with pytest.raises(Invalid):
        services.extend_deadline(deadline=deadline, days=3, reason=" ", by=BY, at=NOW)
    services.extend_deadline(deadline=deadline, days=3, reason="案情复杂", by=BY, at=NOW)
    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.extension_reason) == (date(2026, 12, 2), "案情复杂")
    with pytest.raises(Refused):
        services.extend_deadline(deadline=deadline, days=3, reason="再延", by=BY, at=NOW)


ACTS: dict[str, Callable[[Deadline], None]] = {
    "pause": lambda row: services.pause_deadline(deadline=row, reason="补正", by=BY, at=NOW),
    "resume": lambda row: services.resume_deadline(deadline=row, by=BY, at=NOW),
    "extend": lambda row: services.extend_deadline(
        deadline=row, days=3, reason="复杂", by=BY, at=NOW
    ),
}
REFUSED = [
    ("closed", "pause"), ("closed", "resume"), ("closed", "extend"),
    ("paused", "pause"), ("late", "extend"), ("late", "resume"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "act"), REFUSED)
def test_what_a_state_refuses_changes_nothing(state: str, act: str) -> None:
    deadline = DeadlineFactory(**{state: True})
    before = Deadline.objects.values().get(), deadline.pauses.count()
    with pytest.raises(DomainError):
        ACTS[act](deadline)
    assert (Deadline.objects.values().get(), deadline.pauses.count()) == before


def test_closing_ends_a_pause_and_a_second_time_changes_nothing() -> None:
    deadline = DeadlineFactory(paused=True)
    services.close_deadline(deadline=deadline, by=BY, at=NOW)
    services.close_deadline(deadline=deadline, by=BY, at=NOW + timedelta(days=1))
    deadline.refresh_from_db()
    assert deadline.closed_at == NOW
    assert deadline.pauses.get().until_on == TODAY


def test_a_new_notice_recounts_every_open_deadline(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    install_notices(by=BY, at=NOW)
    heard: list[DeadlineMoved] = []
    monkeypatch.setitem(bus._receivers, DeadlineMoved, [heard.append])
    monkeypatch.setattr(tasks.recount_deadlines, "delay", tasks.recount_deadlines)
    open_one, closed = opened(date(2026, 12, 30)), opened(date(2026, 12, 30))
    services.close_deadline(deadline=closed, by=BY, at=NOW)
    count = AuditEntry.objects.filter(act="deadlines.recount_deadline").count()
    with django_capture_on_commit_callbacks(execute=True):
        import_holiday_notice(
            year=2027, title="关于2027年部分节假日安排的通知", number="国办发明电〔2026〕9号",
            days=[NoticeDay(date(2027, 1, day), DayKind.OFF, "元旦") for day in (1, 4, 5)],
            by=BY, at=NOW,
        )  # fmt: skip
    before, provisional = open_one.due_on, open_one.is_provisional
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (provisional, open_one.is_provisional) == (True, False)
    assert (open_one.due_on, closed.due_on) == (date(2027, 1, 11), before)
    assert heard == [DeadlineMoved(open_one.pk, before, open_one.due_on)]
    entries = AuditEntry.objects.filter(act="deadlines.recount_deadline")
    assert entries.count() == count + 1
    assert services.recount_deadlines(cause="再算一次", by=BY, at=NOW) == 0


@given(
    start=st.dates(date(2025, 1, 1), date(2026, 11, 1)),
    days=st.integers(1, 20),
    pauses=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=3),
)
def test_pauses_never_shorten_a_period(
    start: date, days: int, pauses: list[tuple[int, int]]
) -> None:
    calendar = shipped_calendar()
    spans = [
        (start + timedelta(days=first), start + timedelta(days=first + length))
        for first, length in pauses
    ]
    plain, paused = (add_workdays(start, days, calendar, s) for s in ((), spans))
    assert paused.date >= plain.date
    assert [line.number for line in paused.count if line.number] == list(range(1, days + 1))


def test_the_pack_says_when_a_light_turns_yellow(client: Client, on_the_day: None) -> None:
    """The deadline of the factory has five working days left, over a weekend."""
    DeadlineFactory()
    user = UserFactory(lead_officer=True)
    client.force_login(user)

    def seen() -> tuple[str, bool, bool, int]:
        text = client.get("/desk/deadlines/?due=next").content.decode()
        said = re.search(r"剩(\d+)个工作日以内", text)
        soon = duties.breaching_next(viewer_of(user), TODAY)
        every = client.get("/desk/deadlines/").content.decode()
        return said[1] if said else "", "澄异议" in text, "light-warning" in every, soon

    assert seen() == ("1", False, False, 0)
    text = packaged_texts()["national_2026"]
    text = text.replace("yellow_days_left = { value = 1,", "yellow_days_left = { value = 5,")
    PackVersionFactory(
        pack__code="national_2026", pack__level="national", pack__region_code="000000",
        content=text, digest=digest_of(text), approved=True,
    )  # fmt: skip
    assert seen() == ("5", True, True, 1)


@pytest.mark.parametrize(
    ("today", "days", "last"),
    [
        (date(2026, 11, 19), 1, date(2026, 11, 22)),  # Friday, and the weekend behind it
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # a Friday
        (date(2026, 11, 21), 2, date(2026, 11, 24)),  # a Saturday
    ],
)
def test_yellow_lasts_up_to_a_day(today: date, days: int, last: date) -> None:
    lights = Lights(today, shipped_calendar(), days)
    assert lights.yellow_up_to == last
    assert lights.left(last) == days < lights.left(last + timedelta(days=1))


def test_a_reckoned_period_says_where_it_is_provisional() -> None:
    calendar = shipped_calendar()
    shown = {
        start: render_to_string(
            "deadlines/_period.html",
            {
                "period": add_workdays(start, 3, calendar), "today": start, "left": 3,
                "yellow_days": 1,
            },
        )
        for start in (date(2026, 11, 20), date(2026, 12, 30))
    }  # fmt: skip
    assert ["暂定" in text for text in shown.values()] == [False, True]


def test_agencies_see_their_own_and_the_lead_office_all() -> None:
    mine, others = DeadlineFactory(), DeadlineFactory()
    officer = UserFactory(agency=mine.agency)
    seen = {
        "own": viewer_of(officer),
        "lead": Viewer(ViewerKind.LEAD_OFFICE),
        "business": Viewer(ViewerKind.ENTITY),
        "public": PUBLIC_VIEWER,
    }
    rows = {name: set(Deadline.objects.visible_to(viewer)) for name, viewer in seen.items()}
    assert rows == {"own": {mine}, "lead": {mine, others}, "business": set(), "public": set()}
