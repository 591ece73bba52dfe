"""Reminders: who is told of documents and ledgers that fall due, once each, and caught up."""

from datetime import date, datetime

import pytest

from commitments import services
from commitments.choices import CommitmentKind
from commitments.ledger.reminders import remind_of_ledgers
from credit_portal.messages.models import Message
from tests.factories.accounts import AgencyFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW, SHANGHAI

pytestmark = pytest.mark.django_db


def morning(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), SHANGHAI)


@pytest.mark.parametrize(
    ("today", "word"),
    [
        ("2026-11-20", None),  # Friday: three working days left
        ("2026-11-23", "即将到期"),
        ("2026-11-25", "即将到期"),
        ("2026-11-26", "逾期未补"),
        ("2026-12-20", "逾期未补"),  # the worker stood still for weeks
    ],
)
def test_agency_and_business_are_told_of_missing_documents(today: str, word: str | None) -> None:
    commitment = CommitmentFactory(deferred=True)  # due on 25 November

    sent = [services.remind_of_supplements(at=morning(today)) for _ in range(2)]
    told = Message.objects.all()
    assert sent == ([2, 0] if word else [0, 0])
    assert all(word in message.subject for message in told)
    assert {message.agency for message in told if message.agency} == (
        {commitment.agency} if word else set()
    )
    assert {message.uscc for message in told if message.uscc} == (
        {commitment.entity.uscc} if word else set()
    )


def test_who_was_told_before_the_day_is_told_again_after_it() -> None:
    CommitmentFactory(deferred=True)

    assert services.remind_of_supplements(at=morning("2026-11-25")) == 2
    assert services.remind_of_supplements(at=morning("2026-11-26")) == 2


def test_nobody_is_told_of_what_is_settled() -> None:
    CommitmentFactory(overdue=True, supplemented_on=NOW, supplement_conforms=True)
    CommitmentFactory(kind=CommitmentKind.DEFERRED_DOCUMENTS, missing_materials="", fulfilled=True)

    assert services.remind_of_supplements(at=NOW) == 0


@pytest.mark.parametrize(
    ("today", "word"),
    [
        ("2026-11-03", None),
        ("2026-11-04", "待报送"),
        ("2026-11-05", "待报送"),
        ("2026-11-06", "逾期未报"),
        ("2026-11-28", "逾期未报"),
    ],
)
def test_who_owes_a_ledger_is_told(today: str, word: str | None) -> None:
    owing = CommitmentFactory().agency
    office = AgencyFactory(lead_office=True)

    sent = [remind_of_ledgers(at=morning(today)) for _ in range(2)]
    told = {message.agency: message for message in Message.objects.all()}
    assert sent == [len(told), 0]
    assert set(told) == ({owing} if word else set()) | ({office} if word == "逾期未报" else set())
    assert all(word in message.subject for message in told.values())
    if office in told:
        assert owing.short_name in told[office].text


def test_before_a_long_holiday_one_is_told_in_the_month_itself() -> None:
    owing = CommitmentFactory(made_on=date(2026, 9, 3)).agency

    assert remind_of_ledgers(at=morning("2026-09-29")) == 0
    assert remind_of_ledgers(at=morning("2026-09-30")) == 1
    assert Message.objects.get().agency == owing
