"""The change feed: who has to follow what, says so once, and is seen by the lead office."""

import json
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.services import install_notices
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from credit_portal.shared.masking import mask_id_number
from entities import services
from entities.feed.duties import DUTIES
from entities.feed.reading import lines_of
from entities.feed.selectors import (
    awaited_changes,
    outstanding,
    overdue,
    receptions_of,
    sync_periods,
)
from entities.models import FactChange, FeedConsumer, FeedReceipt
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.entities import NOW, SHANGHAI, TODAY, CreditRecordFactory
from tests.factories.feed import FactChangeFactory, FeedConsumerFactory
from tests.supervision.test_at_once import both

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
LATER = NOW + timedelta(days=4)
ID_NUMBER = "110101199003070011"


@pytest.fixture
def lead(db: None) -> User:
    return UserFactory(lead_officer=True)


def reader(**agency: Any) -> tuple[FeedConsumer, User]:
    consumer = FeedConsumerFactory(agency=AgencyFactory(**agency))
    role = Role.PARTNER if agency.get("bank") else Role.DEPARTMENT_OFFICER
    return consumer, UserFactory(agency=consumer.agency, role=role)


def receipt(consumer: FeedConsumer, user: User, up_to: int, count: int, at: datetime = NOW) -> int:
    return services.receipt_feed(consumer=consumer, up_to=up_to, count=count, by=user, at=at)


def test_a_reader_follows_what_it_could_see_from_its_subscription_on() -> None:
    FactChangeFactory(at=NOW - timedelta(days=31))
    seen = FactChangeFactory()
    shared = FactChangeFactory(record__government=True)
    hidden = FactChangeFactory(record__authorised=True)
    (department, _), (bank, _) = reader(), reader(bank=True)
    source = FeedConsumerFactory(agency=AgencyFactory())

    assert list(outstanding(department)) == [seen, shared]
    assert list(outstanding(bank)) == [seen]
    assert list(outstanding(source)) == [seen, shared]
    assert receptions_of(hidden) == []
    assert {said.agency for said in receptions_of(shared)} == {
        department.agency.short_name, source.agency.short_name,
    }  # fmt: skip


def test_the_source_follows_its_own_restricted_facts() -> None:
    consumer, _ = reader()
    change = FactChangeFactory(record__authorised=True, record__reported_by=consumer.agency)
    assert list(outstanding(consumer)) == [change]


def test_a_receipt_covers_what_was_shown_and_is_audited_once() -> None:
    consumer, user = reader()
    first, second = FactChangeFactory(), FactChangeFactory()

    assert receipt(consumer, user, first.pk, 1) == 1
    assert list(outstanding(consumer)) == [second]
    assert [said.at for said in receptions_of(first)] == [NOW]
    assert [said.is_awaited for said in receptions_of(second)] == [True]
    assert AuditEntry.objects.get().act == "entities.receipt_feed"


def test_a_change_that_was_written_meanwhile_is_not_receipted_unseen() -> None:
    consumer, user = reader()
    slow, quick = FactChangeFactory(), FactChangeFactory()  # the page showed only the second
    with pytest.raises(Refused, match="刷新"):
        receipt(consumer, user, quick.pk, 1)
    assert not FeedReceipt.objects.exists()

    FeedReceipt.objects.create(consumer=consumer, change=quick, at=NOW, by=user)
    assert list(outstanding(consumer)) == [slow]


def test_nobody_receipts_for_others_or_twice() -> None:
    consumer, user = reader()
    change = FactChangeFactory()
    for other in (UserFactory(), user_with(Role.LEAD_OFFICER), user_with(Role.ENTERPRISE)):
        with pytest.raises(NotAllowed):
            receipt(consumer, other, change.pk, 1)
    receipt(consumer, user, change.pk, 1)
    with pytest.raises(Refused, match="已经确认"):
        receipt(consumer, user, change.pk, 1, LATER)
    assert FeedReceipt.objects.get().at == NOW


@pytest.mark.parametrize("role", [role for role in Role if role != Role.LEAD_OFFICER])
def test_only_the_lead_office_keeps_the_readers(role: Role) -> None:
    user, consumer = user_with(role), FeedConsumerFactory()
    with pytest.raises(NotAllowed):
        services.follow_feed(agency=AgencyFactory(), by=user, at=NOW)
    with pytest.raises(NotAllowed):
        services.leave_feed(consumer=consumer, reason="不再使用", by=user, at=NOW)
    assert not AuditEntry.objects.exists()


def test_an_agency_follows_and_leaves_and_begins_anew(lead: User) -> None:
    agency = AgencyFactory()
    consumer = services.follow_feed(agency=agency, by=lead, at=NOW)
    with pytest.raises(Refused):
        services.follow_feed(agency=agency, by=lead, at=NOW)
    with pytest.raises(Invalid):
        services.leave_feed(consumer=consumer, reason=" ", by=lead, at=LATER)
    services.leave_feed(consumer=consumer, reason="不再使用", by=lead, at=LATER)
    with pytest.raises(Refused):
        services.leave_feed(consumer=consumer, reason="不再使用", by=lead, at=LATER)

    again = services.follow_feed(agency=agency, by=lead, at=LATER)
    assert (again.since, again.pk != consumer.pk) == (LATER, True)
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["entities.follow_feed", "entities.leave_feed", "entities.follow_feed"]


def test_whoever_has_left_is_not_waited_for() -> None:
    change = FactChangeFactory(at=NOW - timedelta(days=1))
    gone = FeedConsumerFactory(left=True)
    assert [said.is_awaited for said in receptions_of(change)] == [False]
    assert not awaited_changes().exists()
    with pytest.raises(Refused, match="退订"):
        receipt(gone, UserFactory(agency=gone.agency), change.pk, 1)


@pytest.mark.parametrize(
    ("changed_on", "due_on"),
    [(date(2026, 11, 20), date(2026, 11, 23)), (date(2026, 9, 30), date(2026, 10, 8))],
)
def test_the_last_day_is_one_of_work(changed_on: date, due_on: date) -> None:
    """A Friday; the eve of the National Day holiday."""
    install_notices(by=BY, at=NOW)
    at = datetime(changed_on.year, changed_on.month, changed_on.day, 23, 30, tzinfo=SHANGHAI)
    change = FactChangeFactory(at=at)
    rows = FactChange.objects.all()
    assert [period.date for period in sync_periods([change])] == [due_on]
    assert not overdue(rows, due_on).exists()
    assert list(overdue(rows, due_on + timedelta(days=1))) == [change]


def test_what_replaces_a_fact_is_told_to_whom_may_see_it() -> None:
    old = CreditRecordFactory(title=f"责令{ID_NUMBER}改正")
    changes = {"scope": "authorised", "title": "更正后的事项"}
    services.correct_fact(record=old, changes=changes, reason="有误", by=BY, at=NOW)
    (department, officer), (lead_line,) = reader(), lines_of(
        FactChange.objects.all(), viewer_of(user_with(Role.LEAD_OFFICER)), TODAY
    )  # fmt: skip
    (line,) = lines_of(outstanding(department), viewer_of(officer), TODAY)

    assert (line.replaced_by, line.as_data(TODAY)["replaced_by"]) == (None, None)
    assert lead_line.as_data(TODAY)["replaced_by"]["title"] == "更正后的事项"
    assert mask_id_number(ID_NUMBER) in line.title


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_receipts() -> None:
    consumer, user = reader()
    change = FactChangeFactory()
    say = partial(receipt, consumer, user, change.pk, 1)
    assert both(say, say) == ["", "这些变动已经确认同步。"]
    assert FeedReceipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_subscribes(lead: User) -> None:
    agency = AgencyFactory()
    follow = partial(services.follow_feed, agency=agency, by=lead, at=NOW)
    assert both(follow, follow) == ["", "该单位已经订阅。"]


# --- pages ---


def test_a_reader_sees_downloads_and_receipts(client: Client, on_the_day: None) -> None:
    consumer, user = reader(bank=True)
    change = FactChangeFactory()
    hidden = FactChangeFactory(record__government=True)
    client.force_login(user)
    page = client.get(reverse("feed:changes")).content.decode()
    assert change.record.document_number in page
    assert hidden.record.document_number not in page

    data = json.loads(client.get(reverse("feed:download")).content)
    assert (data["count"], data["up_to"]) == (1, change.pk)
    assert data["changes"][0]["uscc"] == change.entity.uscc
    assert AuditEntry.objects.filter(act="entities.download_feed").count() == 1

    said = {"up_to": data["up_to"], "count": data["count"]}
    assert client.post(reverse("feed:receipt"), said).status_code == 302
    assert not outstanding(consumer).exists()
    done = client.get(reverse("feed:changes"), {"done": ""}).content.decode()
    assert change.record.document_number in done
    assert client.post(reverse("feed:receipt"), said).status_code == 409


def test_the_lead_office_sees_who_is_behind(client: Client, lead: User, on_the_day: None) -> None:
    (behind, _), (done, user) = reader(), reader()
    change = FactChangeFactory(at=NOW - timedelta(days=10))
    receipt(done, user, change.pk, 1)
    client.force_login(lead)
    overview = client.get(reverse("feed:overview"), {"state": "overdue"}).content.decode()
    assert "1 / 2" in overview
    assert "逾期" in overview
    page = client.get(reverse("feed:change", args=[change.pk])).content.decode()
    assert behind.agency.short_name in page
    counted = [duty.count(viewer_of(lead), TODAY) for duty in DUTIES]
    assert counted == [0, 1]
    assert DUTIES[0].count(viewer_of(UserFactory(agency=behind.agency)), TODAY) == 1

    client.post(reverse("feed:leave", args=[behind.pk]), {"reason": "不再使用"})
    assert DUTIES[1].count(viewer_of(lead), TODAY) == 0
    client.post(reverse("feed:consumers"), {"agency": behind.agency_id})
    assert "已退订" in client.get(reverse("feed:consumers")).content.decode()
    assert FeedConsumer.objects.current().count() == 2
