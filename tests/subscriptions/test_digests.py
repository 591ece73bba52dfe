"""The daily mail: whole days, each change once, nothing but what everybody may read."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.crypto import blind_index
from credit_portal.subscriptions import mails
from credit_portal.subscriptions.digests import send_digests
from credit_portal.subscriptions.models import Subscription
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.services import withdraw_fact
from supervision.listings.choices import ListKind
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.supervision import ListingFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BY = SystemActor("测试")


def subscribe(topic: str = "column:penalty", address: str = "a@example.cn") -> Subscription:
    """Since today."""
    return Subscription.objects.create(
        topic=topic, address=address, address_index=blind_index(address), asked_at=NOW,
        confirmed_at=NOW, told_until=TODAY - DAY,
    )  # fmt: skip


def online(on: date = TODAY, **changes: Any) -> CreditRecord:
    record: CreditRecord = CreditRecordFactory(published_from=on, **changes)
    return record


def test_a_day_is_told_on_the_next_and_once(mailoutbox) -> None:
    subscribe()
    record = online(title="处罚 990281197704222243 & <b>")
    assert send_digests(TODAY) == 0

    assert send_digests(TODAY + DAY) == 1
    assert send_digests(TODAY + DAY) == 0
    assert send_digests(TODAY + 2 * DAY) == 0
    (mail,) = mailoutbox
    assert mail.subject == "行政处罚公示：新增 1 条"
    assert "处罚 9902**********2243 & <b>" in mail.body
    assert f"/entities/{record.entity.uscc}/records/{record.pk}/" in mail.body
    assert "/subscriptions/leave/" in mail.body


def test_missed_days_are_told_together(mailoutbox) -> None:
    subscribe()
    for day in range(3):
        online(TODAY + day * DAY)
    send_digests(TODAY + 3 * DAY)
    assert [mail.subject for mail in mailoutbox] == ["行政处罚公示：新增 3 条"]


def test_only_what_everybody_may_read_is_told(mailoutbox) -> None:
    subscribe()
    for state in ("withdrawn", "repaired", "expired", "authorised"):
        CreditRecordFactory(**{state: True}, recorded_at=NOW)
    online(kind=RecordKind.PERMIT)
    online(TODAY - DAY, recorded_at=NOW - DAY)  # before the subscription
    online(TODAY + DAY)  # not yet
    assert send_digests(TODAY + DAY) == 0


def test_of_one_business_everything_is_told(mailoutbox) -> None:
    record = online()
    online(entity=record.entity, kind=RecordKind.PERMIT)
    online()
    subscribe(f"entity:{record.entity.uscc}")
    send_digests(TODAY + DAY)
    assert mailoutbox[0].subject == f"{record.entity.name}的公示信息：新增 2 条"


def test_the_lists_are_a_column_too(mailoutbox) -> None:
    subscribe("column:lists")
    online()
    ListingFactory(listed=True, kind=ListKind.SERIOUS, record=online())
    send_digests(TODAY + DAY)
    assert [mail.subject for mail in mailoutbox] == ["名单公示：新增 1 条"]


def test_what_was_told_and_is_wrong_is_taken_back(mailoutbox, day) -> None:
    subscribe()
    told, untold = online(title="不实的处罚"), online(TODAY - DAY, recorded_at=NOW - DAY)
    send_digests(TODAY + DAY)
    day.move_to(NOW + DAY)
    for record in (told, untold):
        withdraw_fact(record=record, reason="复议撤销", by=BY, at=NOW + DAY)

    send_digests(TODAY + 2 * DAY)
    send_digests(TODAY + 3 * DAY)
    assert [mail.subject for mail in mailoutbox[1:]] == ["行政处罚公示：停止公示 1 条"]
    body = mailoutbox[1].body
    assert told.entity.name in body
    for left_out in (untold.entity.name, "不实的处罚", "复议撤销"):
        assert left_out not in body


def test_a_mail_that_fails_is_sent_by_the_next_run(mailoutbox, monkeypatch) -> None:
    subscribe(address="a@example.cn")
    subscribe(address="b@example.cn")
    online()
    send = mails.send_digest

    def fails_for_the_first(subscription: Subscription, *rest: Any) -> None:
        if subscription.address == "a@example.cn":
            raise SMTPServerDisconnected
        send(subscription, *rest)

    monkeypatch.setattr(mails, "send_digest", fails_for_the_first)
    assert send_digests(TODAY + DAY) == 1
    monkeypatch.undo()
    assert send_digests(TODAY + DAY) == 1
    assert [mail.to for mail in mailoutbox] == [["b@example.cn"], ["a@example.cn"]]


def test_a_mail_sent_twice_by_a_crash_has_the_same_identifier(mailoutbox, monkeypatch) -> None:
    subscribe()
    online()
    send = mails.send_digest

    def sends_and_dies(*said: Any) -> None:
        send(*said)
        raise OSError

    monkeypatch.setattr(mails, "send_digest", sends_and_dies)
    send_digests(TODAY + DAY)
    monkeypatch.undo()
    send_digests(TODAY + DAY)
    first, second = (mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert first == second


def test_a_topic_is_read_once_for_all_who_follow_it(django_assert_num_queries, mailoutbox) -> None:
    online()
    subscribe()
    with django_assert_num_queries(8) as one:
        send_digests(TODAY + DAY)
    Subscription.objects.all().delete()
    for number in range(3):
        subscribe(address=f"{number}@example.cn")
    with django_assert_num_queries(len(one) + 2 * 5):  # each: savepoint, lock, note, withdrawals
        send_digests(TODAY + DAY)
    assert len(mailoutbox) == 4


def test_a_long_list_is_cut_and_counted(mailoutbox, monkeypatch) -> None:
    monkeypatch.setattr("credit_portal.subscriptions.news.LISTED", 1)
    subscribe()
    online()
    online()
    send_digests(TODAY + DAY)
    assert "新增 2 条" in mailoutbox[0].subject
    assert "另有 1 条" in mailoutbox[0].body
