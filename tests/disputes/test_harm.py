"""Harm reversal: where a wrong fact was used, who was told, and when nothing rested on it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit import services as audit
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.actors import SystemActor
from disputes.harm import receivers, tasks
from disputes.harm.comparing import compare
from disputes.harm.duties import DUTIES
from disputes.harm.selectors import harm_of
from disputes.harm.statistics import clean_times, in_words
from disputes.models import HarmReversal
from disputes.services.harm import open_reversals, settle_reversals
from entities import services as entities
from entities.events import FactWithdrawn, FeedReceipted
from entities.models import CreditRecord, FactChange
from grading.choices import CreditGrade
from grading.events import RunCompleted
from supervision.measures.choices import EndGround
from supervision.services import end_measure
from tests.factories.accounts import MandateFactory, UserFactory, user_with
from tests.factories.disputes import HarmReversalFactory, contested_record
from tests.factories.entities import NOW, TODAY
from tests.factories.feed import FeedConsumerFactory
from tests.factories.grading import EvaluationRunFactory, GradeFactory
from tests.factories.supervision import ListingFactory, MeasureFactory, OrderFactory
from tests.supervision.test_at_once import both

pytestmark = pytest.mark.django_db
PORTAL = SystemActor("测试")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + HOUR


def withdraw(record: CreditRecord) -> CreditRecord:
    return entities.withdraw_fact(record=record, reason="处罚决定被撤销", by=PORTAL, at=NOW)


def open_all(at: Any = NOW) -> int:
    return open_reversals(by=PORTAL, at=at)


def settle(at: Any = LATER) -> int:
    return settle_reversals(by=PORTAL, at=at)


def look_up(user: User, record: CreditRecord, at: Any) -> None:
    audit.record_lookup(by=user, entity_uscc=record.entity.uscc, purpose="日常监管", at=at)


def told() -> set[str]:
    return {row.agency.code for row in Message.objects.exclude(agency=None)}


def test_what_was_wrong_is_opened_once() -> None:
    withdrawn, corrected, repaired, contested = (contested_record() for _ in range(4))
    withdraw(withdrawn)
    entities.correct_fact(
        record=corrected, changes={"title": "更正"}, reason="有误", by=PORTAL, at=NOW
    )
    entities.mark_disputed(record=contested, reference="异议1号", by=PORTAL, at=NOW)
    entities.repair_fact(record=repaired, reference="修复1号", by=PORTAL, at=NOW)
    entities.reinstate_fact(record=repaired, reason="撤销修复", by=PORTAL, at=NOW)

    assert (open_all(), open_all()) == (2, 0)
    assert {row.record for row in HarmReversal.objects.all()} == {withdrawn, corrected}
    assert AuditEntry.objects.filter(act="disputes.open_reversal").count() == 2
    assert harm_of(contested) is None


def test_whoever_relied_on_it_is_told_once() -> None:
    record, hidden = contested_record(), contested_record(authorised=True)
    reader, late, early, office = UserFactory(), UserFactory(), UserFactory(), UserFactory()
    for _ in range(2):
        look_up(reader, record, NOW - DAY)
    look_up(late, record, NOW + HOUR)
    look_up(early, record, record.recorded_at - HOUR)
    look_up(office, hidden, NOW - DAY)  # what it could not see it did not rely on
    audit.record(by=office, act="grading.download_passport", obj=record.entity, at=NOW - HOUR)
    owner = MandateFactory(uscc=record.entity.uscc).user
    audit.record(by=owner, act="grading.download_passport", obj=record.entity, at=NOW - HOUR)
    withdraw(record)
    withdraw(hidden)
    open_all()
    open_all(LATER)

    assert told() == {reader.agency.code, office.agency.code}
    assert Message.objects.filter(uscc=record.entity.uscc).count() == 1
    harm = harm_of(record)
    assert harm is not None
    assert [(said.times, said.message is not None) for said in harm.told] == [(2, True), (1, True)]
    assert harm_of(hidden).told == ()


def test_every_use_is_listed() -> None:
    record = contested_record()
    before = EvaluationRunFactory(known_at=record.recorded_at - DAY)
    used = EvaluationRunFactory(known_at=NOW - 2 * DAY, completed_at=NOW - 2 * DAY)
    after = EvaluationRunFactory(known_at=LATER, completed_at=LATER)
    grades = [GradeFactory(entity=record.entity, run=run) for run in (before, used, after)]
    measure = MeasureFactory(record=record, entity=record.entity)
    listing = ListingFactory(entity=record.entity, basis=record)
    order = OrderFactory(entity=record.entity, record=record)
    consumer = FeedConsumerFactory()
    withdraw(record)

    harm = harm_of(record)
    assert harm is not None
    assert [(row.grade, row.until) for row in harm.grades] == [(grades[1], LATER)]
    assert (harm.regrade.run, harm.regrade.grade) == (after, grades[2])
    assert (harm.measures, harm.listings, harm.orders) == ((measure,), (listing,), (order,))
    assert [said.agency for said in harm.receptions] == [consumer.agency.short_name]


def test_the_grade_is_computed_again_without_it() -> None:
    record = contested_record()
    run = EvaluationRunFactory(known_at=NOW - DAY)
    GradeFactory(entity=record.entity, run=run, grade=CreditGrade.D)
    withdraw(record)
    (found,) = compare(harm_of(record))
    assert (found.counted, found.is_other) == (True, True)
    assert found.without < CreditGrade.D


def test_it_is_clean_when_nothing_is_left() -> None:
    record = contested_record()
    GradeFactory(entity=record.entity, run__known_at=NOW - DAY)
    measure = MeasureFactory(record=record, entity=record.entity)
    over = {"from_on": TODAY - 9 * DAY, "until_on": TODAY - 5 * DAY}
    MeasureFactory(record=record, entity=record.entity, **over)
    consumer = FeedConsumerFactory()
    officer = UserFactory(agency=consumer.agency)
    withdraw(record)
    open_all()

    assert settle() == 0  # neither graded again, nor ended, nor followed
    EvaluationRunFactory(known_at=LATER, completed_at=LATER)
    assert settle() == 0
    end_measure(
        measure=measure, ground=EndGround.DISPUTE, reference="异议1号", reason="异议成立",
        by=PORTAL, at=LATER,
    )  # fmt: skip
    assert settle() == 0
    change = FactChange.objects.get()
    entities.receipt_feed(consumer=consumer, up_to=change.pk, count=1, by=officer, at=LATER)
    assert (settle(), settle()) == (1, 0)
    reversal = HarmReversal.objects.get()
    assert reversal.done_at == LATER
    assert reversal.time_to_clean(LATER + DAY) == HOUR
    assert AuditEntry.objects.filter(act="disputes.settle_reversal").count() == 1
    assert Message.objects.filter(uscc=record.entity.uscc).count() == 2


@pytest.mark.parametrize("traits", [{"heard": True}, {}])
def test_a_listing_on_it_is_waited_for(traits: dict[str, Any]) -> None:
    record = contested_record()
    listing = ListingFactory(entity=record.entity, basis=record, **traits)
    withdraw(record)
    open_all()
    assert settle() == 0
    type(listing).objects.filter(pk=listing.pk).update(status="dropped")
    assert settle() == 1


def test_a_business_without_a_grade_needs_no_run() -> None:
    withdraw(contested_record())
    open_all()
    assert settle() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_and_tell_once() -> None:
    record = contested_record()
    look_up(UserFactory(), record, NOW - DAY)
    withdraw(record)
    assert both(open_all, open_all) == ["", ""]
    assert HarmReversal.objects.count() == 1
    assert Message.objects.exclude(agency=None).count() == 1
    assert both(settle, settle) == ["", ""]
    assert AuditEntry.objects.filter(act="disputes.settle_reversal").count() == 1


def test_whatever_begins_or_ends_it_asks_for_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.reverse_harm, "delay", lambda: asked.append("asked"))
    receivers.begin(FactWithdrawn(1, 1, None))
    receivers.regraded(RunCompleted(1))
    receivers.followed(FeedReceipted(1))
    assert len(asked) == 3


def test_the_sweep_finds_what_was_missed(on_the_day: None) -> None:
    withdraw(contested_record())
    tasks.reverse_harm()
    tasks.reverse_harm()
    assert HarmReversal.objects.get().done_at is not None


def test_the_figures_of_the_lead_office() -> None:
    for hours in (1, 3, 5):
        HarmReversalFactory(done_at=NOW + hours * HOUR)
    HarmReversalFactory()
    times = clean_times(HarmReversal.objects.all())
    assert (times.done, times.waiting) == (3, 1)
    assert (times.median, times.longest) == (3 * HOUR, 5 * HOUR)
    assert times.oldest_at == NOW
    assert clean_times(HarmReversal.objects.none()).median is None


@pytest.mark.parametrize(
    ("took", "words"),
    [(None, "—"), (timedelta(minutes=7), "7分"), (65 * timedelta(minutes=1), "1小时5分"),
     (timedelta(days=2, hours=3), "2天3小时")],
)  # fmt: skip
def test_times_in_words(took: timedelta | None, words: str) -> None:
    assert in_words(took) == words


def test_who_sees_it() -> None:
    reversal = HarmReversalFactory()
    seeing = (
        user_with(Role.LEAD_OFFICER), UserFactory(agency=reversal.record.reported_by),
        MandateFactory(uscc=reversal.change.entity.uscc).user,
    )  # fmt: skip
    for user in seeing:
        assert HarmReversal.objects.visible_to(viewer_of(user)).exists()
    for user in (UserFactory(), user_with(Role.AUDITOR), user_with(Role.PARTNER)):
        assert not HarmReversal.objects.visible_to(viewer_of(user)).exists()
    assert not HarmReversal.objects.visible_to(PUBLIC_VIEWER).exists()


def test_its_pages(as_user: Callable[[User], Client], on_the_day: None) -> None:
    record = contested_record()
    reader = UserFactory()
    look_up(reader, record, NOW - DAY)
    run = EvaluationRunFactory(known_at=NOW - DAY)
    GradeFactory(entity=record.entity, run=run, grade=CreditGrade.D)
    withdraw(record)
    open_all()
    reversal = HarmReversal.objects.get()
    lead, owner = user_with(Role.LEAD_OFFICER), MandateFactory(uscc=record.entity.uscc).user
    assert DUTIES[0].count(viewer_of(lead), TODAY) == 1

    client = as_user(lead)
    listed = client.get(reverse("disputes:harms"), {"state": "open"}).content.decode()
    assert record.document_number in listed
    page = partial(client.get, reverse("disputes:harm", args=[reversal.pk]))
    assert reader.agency.short_name in page().content.decode()
    assert "等级不同" in page({"compare": ""}).content.decode()

    client = as_user(owner)
    assert record.document_number in client.get(reverse("disputes:my_harms")).content.decode()
    mine = client.get(reverse("disputes:my_harm", args=[reversal.pk])).content.decode()
    assert reader.agency.short_name in mine
    assert reader.display_name not in mine
