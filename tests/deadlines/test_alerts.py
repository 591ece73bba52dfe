"""Reminders: to the handler, the head, the lead office; once each, whatever runs twice."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from io import StringIO
from threading import Barrier

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.deadlines import alerts
from credit_portal.deadlines.alerts import Alert, send_alerts
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.models import Message
from tests.conftest import environment_of_tests
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.entities import SHANGHAI

# The deadline of the factory: received on Friday the 20th, due on Friday the 27th.
WORKERS = 2


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=SHANGHAI)


def stages(sent: list[Alert]) -> list[str]:
    return [alert.stage for alert in sent]


@pytest.fixture
def lead_office() -> Agency:
    return AgencyFactory(lead_office=True)


@pytest.fixture
def handler() -> User:
    return UserFactory()


@pytest.fixture
def deadline(handler: User, lead_office: Agency) -> Deadline:
    UserFactory(agency=handler.agency, is_head=True)
    return DeadlineFactory(agency=handler.agency, handler=handler)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (24, []),  # three working days left
        (25, ["handler"]),
        (26, ["handler", "head"]),
        (27, ["handler", "head"]),  # the last day
        (28, ["handler", "head", "lead_office"]),  # a Saturday, no working day further: late
        (30, ["handler", "head", "lead_office"]),
    ],
)
def test_who_has_to_know_by_when(deadline: Deadline, day: int, expected: list[str]) -> None:
    assert stages(send_alerts(at=at(day))) == expected


@pytest.mark.django_db
def test_each_is_told_once_as_the_days_go_by(deadline: Deadline) -> None:
    told = {day: stages(send_alerts(at=at(day))) for day in range(23, 31)}
    assert told == {
        23: [], 24: [], 25: ["handler"], 26: ["head"], 27: [], 28: ["lead_office"], 29: [], 30: [],
    }  # fmt: skip
    assert Message.objects.count() == 3


@pytest.mark.django_db
def test_a_clock_that_jumps_over_a_weekend_misses_nobody(
    deadline: Deadline, lead_office: Agency
) -> None:
    assert send_alerts(at=at(24)) == []
    assert stages(send_alerts(at=at(30))) == ["handler", "head", "lead_office"]
    assert "已逾期1个工作日" in Message.objects.get(agency=lead_office).subject


@pytest.mark.django_db
def test_the_messages_reach_their_people_only(
    deadline: Deadline, handler: User, lead_office: Agency
) -> None:
    colleague = UserFactory(agency=handler.agency)
    head = User.objects.get(is_head=True)
    officer = UserFactory(lead_officer=True, agency=lead_office)
    send_alerts(at=at(30))
    reached = {
        user: Message.objects.addressed_to(viewer_of(user)).count()
        for user in (handler, head, officer, colleague)
    }
    assert reached == {handler: 1, head: 1, officer: 1, colleague: 0}


@pytest.mark.django_db
def test_without_a_handler_or_a_head_the_office_is_told() -> None:
    deadline = DeadlineFactory()
    assert stages(send_alerts(at=at(26))) == ["handler", "head"]
    assert not Message.objects.filter(heads_only=True).exists()
    assert set(Message.objects.values_list("agency", flat=True)) == {deadline.agency_id}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["closed", "paused"])
def test_nobody_is_reminded_of_what_is_done_or_stands_still(state: str) -> None:
    DeadlineFactory(**{state: True})
    assert send_alerts(at=at(30)) == []


@pytest.mark.django_db
def test_another_last_day_is_another_occasion(deadline: Deadline) -> None:
    send_alerts(at=at(26))
    Deadline.objects.update(due_on=date(2026, 12, 2))
    assert stages(send_alerts(at=datetime(2026, 12, 1, 9, tzinfo=SHANGHAI))) == ["handler", "head"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_everybody_once() -> None:
    AgencyFactory(lead_office=True)
    for _ in range(5):
        DeadlineFactory()
    start = Barrier(WORKERS, timeout=10)

    def work(_number: int) -> list[Alert]:
        start.wait()
        try:
            return send_alerts(at=at(30))
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        sent = [alert for part in pool.map(work, range(WORKERS)) for alert in part]
    keys = [(alert.deadline_id, alert.stage) for alert in sent]
    assert len(keys) == len(set(keys)) == Message.objects.count() == 15


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_tell_everybody_once() -> None:
    """As two beats or a beat and a command: each with memory and connection of its own."""
    AgencyFactory(lead_office=True)
    for _ in range(5):
        DeadlineFactory()
    command = [sys.executable, "manage.py", "deadline_alerts", "--json", "--at", "2026-11-30T09:00"]
    workers = [
        subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment_of_tests(), stdout=subprocess.PIPE
        )
        for _ in range(WORKERS)
    ]
    printed = [worker.communicate(timeout=60)[0] for worker in workers]
    sent = [alert for said in printed for alert in json.loads(said)]
    keys = [(alert["deadline_id"], alert["stage"]) for alert in sent]
    assert len(keys) == len(set(keys)) == Message.objects.count() == 15


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_the_middle_loses_nothing_and_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        DeadlineFactory()
    whole, calls = alerts.send_message, iter(range(100))

    def dying(**values: object) -> bool:
        if next(calls) == 3:  # in the middle of the second deadline
            raise SystemExit
        return whole(**values)  # type: ignore[arg-type]

    monkeypatch.setattr(alerts, "send_message", dying)
    with pytest.raises(SystemExit):
        send_alerts(at=at(26))
    assert Message.objects.count() == 2  # the second one was rolled back
    monkeypatch.setattr(alerts, "send_message", whole)
    send_alerts(at=at(26))
    assert Message.objects.count() == 6
    assert send_alerts(at=at(26)) == []


@pytest.mark.django_db
def test_the_command_prints_what_it_sent(deadline: Deadline) -> None:
    out = StringIO()
    call_command("deadline_alerts", "--at", "2026-11-25T08:00", "--json", stdout=out)
    (row,) = json.loads(out.getvalue())
    assert (row["deadline_id"], row["stage"]) == (deadline.pk, "handler")
    assert (row["due_on"], row["days_left"]) == ("2026-11-27", 2)
