"""The periods of supervision are deadlines: counted, recounted, at rest, lit and over in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from credit_portal.accounts.viewers import viewer_of
from credit_portal.deadlines import duties
from credit_portal.deadlines.alerts import send_alerts
from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.services import recount_deadlines
from credit_portal.messages.models import Message
from credit_portal.policy.choices import DayKind
from credit_portal.policy.notices import NoticeDay
from credit_portal.policy.services import import_holiday_notice, install_notices
from credit_portal.shared.actors import SystemActor
from entities.models import FeedConsumer
from supervision import services
from supervision.inspections.choices import VisitStatus
from supervision.measures.choices import SuspensionCause
from supervision.models import Interview, Listing, Measure
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, SHANGHAI, TODAY, CreditRecordFactory
from tests.factories.feed import FactChangeFactory, FeedConsumerFactory
from tests.factories.grading import ClassNoticeFactory
from tests.factories.inspections import visit_in
from tests.factories.supervision import InterviewFactory, ListingFactory, MeasureFactory
from tests.supervision.measured import initiate

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
DAY = timedelta(days=1)
NEW_YEARS_EVE = datetime(2026, 12, 31, 9, tzinfo=SHANGHAI)


def respond(at: datetime) -> Deadline | None:
    measure = MeasureFactory()
    return services.respond_to_measure(
        measure=measure, response="受理", by=BY, at=at
    ).feedback_deadline


def notify(at: datetime) -> Deadline | None:
    return services.notify_listing(listing=ListingFactory(), by=BY, at=at).statement_deadline


def hold(at: datetime) -> Deadline | None:
    interview = InterviewFactory()
    return services.hold_interview(
        interview=interview, attendee="张建国", minutes="表示整改", by=BY, at=at
    ).filing_deadline


@pytest.mark.parametrize("act", [respond, notify, hold])
def test_a_new_notice_moves_what_was_provisional(act: Callable[[datetime], Deadline]) -> None:
    install_notices(by=BY, at=NOW)
    deadline = act(NEW_YEARS_EVE)
    before = deadline.due_on
    assert deadline.is_provisional

    import_holiday_notice(
        year=2027, title="关于2027年部分节假日安排的通知", number="国办发明电〔2026〕9号",
        days=[NoticeDay(date(2027, 1, day), DayKind.OFF, "元旦") for day in (1, 4, 5)],
        by=BY, at=NOW,
    )  # fmt: skip
    recount_deadlines(cause="2027年放假通知", by=BY, at=NOW)

    deadline.refresh_from_db()
    assert not deadline.is_provisional
    assert deadline.due_on > before


def open_rules() -> set[str]:
    return set(Deadline.objects.open().values_list("rule", flat=True))


def test_each_answer_closes_its_period() -> None:
    measure = initiate(CreditRecordFactory())
    assert measure.response_deadline.url == f"/desk/supervision/measures/{measure.pk}/"
    assert open_rules() == {"measure_respond"}
    services.respond_to_measure(measure=measure, response="受理", by=BY, at=NOW)
    assert open_rules() == {"measure_feedback"}
    services.feed_back_measure(measure=measure, feedback="已停止", by=BY, at=NOW)
    assert open_rules() == set()


def test_an_end_closes_what_nobody_answered() -> None:
    services.end_measure(measure=initiate(CreditRecordFactory()), reason="依法", by=BY, at=NOW)
    assert open_rules() == set()


@pytest.mark.parametrize(
    ("service", "values"),
    [
        (services.state_on_listing, {"statement": "已经履行"}),
        (services.drop_listing, {"reason": "证据不足"}),
    ],
)
def test_a_hearing_ends_with_the_statement_or_the_case(service: Any, values: Any) -> None:
    service(listing=ListingFactory(notified=True), by=BY, at=NOW, **values)
    assert open_rules() == set()


def test_the_record_of_an_interview_closes_its_period() -> None:
    services.file_interview(interview=InterviewFactory(held=True), by=BY, at=NOW)
    assert open_rules() == set()


def test_the_clock_rests_with_the_measure_until_the_last_cause_is_gone() -> None:
    measure = initiate(CreditRecordFactory())

    def suspend(reference: str) -> Any:
        return services.suspend_measure(
            measure=measure, cause=SuspensionCause.REVIEW, reference=reference, reason="复议",
            by=BY, at=NOW,
        )  # fmt: skip

    first, second = suspend("复议1"), suspend("复议2")
    assert not Deadline.objects.running().exists()
    services.restore_measure(suspension=first, reason="办结", by=BY, at=NOW + 3 * DAY)
    assert not Deadline.objects.running().exists()
    services.restore_measure(suspension=second, reason="办结", by=BY, at=NOW + 4 * DAY)

    deadline = Deadline.objects.running().get()
    assert deadline.due_on == date(2026, 11, 26)  # Monday stood still
    measure = Measure.objects.get()
    assert measure.deadline == deadline


def test_a_measure_taken_on_while_it_rests_keeps_its_clock_at_rest() -> None:
    measure = initiate(CreditRecordFactory())
    services.suspend_measure(
        measure=measure, cause=SuspensionCause.OTHER, reason="核对", by=BY, at=NOW
    )
    after = services.respond_to_measure(measure=measure, response="受理", by=BY, at=NOW)
    assert after.feedback_deadline.is_paused


def test_a_business_that_does_not_answer_makes_nobody_late() -> None:
    listing = ListingFactory(heard=True)
    officer = viewer_of(UserFactory(agency=listing.agency))

    (alert,) = send_alerts(at=NOW)
    assert (alert.stage, alert.to) == ("handler", f"agency:{listing.agency_id}")
    assert "期限已满" in Message.objects.get(agency=listing.agency).subject
    assert [duties.late(officer, TODAY), duties.breaching_next(officer, TODAY)] == [0, 0]
    assert send_alerts(at=NOW + 10 * DAY) == []


def test_nobody_is_reminded_while_the_others_may_still_act() -> None:
    ListingFactory(notified=True, statement_deadline__due_on=TODAY + DAY)
    assert send_alerts(at=NOW) == []


def followed() -> None:
    """A change that one agency has to follow."""
    if not FeedConsumer.objects.exists():
        FeedConsumerFactory()
    FactChangeFactory()


PAGES = {
    "/desk/supervision/measures/": lambda: MeasureFactory(responded=True),
    "/desk/supervision/listings/": lambda: ListingFactory(notified=True),
    "/desk/supervision/listings/?state=to_review": lambda: ListingFactory(under_review=True),
    "/desk/supervision/interviews/": lambda: InterviewFactory(held=True),
    "/desk/deadlines/": lambda: MeasureFactory(),
    "/desk/inspections/visits/": lambda: visit_in(VisitStatus.ENTERED),
    "/desk/feed/all/": lambda: followed(),
    "/desk/grading/falls/": lambda: ClassNoticeFactory(task=True),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("on_the_day")
def test_lights_cost_a_list_no_query_for_each_row(client: Client, page: str) -> None:
    client.force_login(UserFactory(lead_officer=True))
    PAGES[page]()
    asked = [_queries(client, page)]
    for _ in range(4):
        PAGES[page]()
    asked.append(_queries(client, page))
    assert asked[0] == asked[1]


def _queries(client: Client, page: str) -> int:
    client.get(page)  # what is read once for the process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        text = client.get(page).content.decode()
    assert 'class="light' in text or "暂定" in text or "nowrap" in text
    return len(captured)


@pytest.mark.usefixtures("on_the_day")
def test_the_pages_show_the_day_by_day_count(client: Client) -> None:
    measure, listing = MeasureFactory(), ListingFactory(notified=True)
    client.force_login(UserFactory(lead_officer=True))
    for page, deadline in (
        (f"/desk/supervision/measures/{measure.pk}/", measure.response_deadline),
        (f"/desk/supervision/listings/{listing.pk}/", listing.statement_deadline),
    ):
        assert f"/desk/deadlines/{deadline.pk}/" in client.get(page).content.decode()


def test_nothing_keeps_a_last_day_of_its_own() -> None:
    """Whatever is counted in working days is a deadline; days set by an officer are columns."""
    kept = {"due_on", "meets_on", "until_on", "from_on", "ended_on", "exited_on", "document_on"}
    for model in (Measure, Listing, Interview):
        days = {
            field.name for field in model._meta.fields
            if field.get_internal_type() == "DateField"
        }  # fmt: skip
        assert days <= kept
