"""措施复核: a corrected record lifts no measure for good; its agency is asked."""

from datetime import timedelta

import pytest
from django.test import Client

from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.models import Message
from credit_portal.shared.errors import Refused
from entities.services import mark_disputed, repair_fact, withdraw_fact
from supervision.measures.choices import SuspensionCause
from supervision.measures.duties import DUTIES
from supervision.models import Measure
from supervision.services import respond_to_measure, uphold_measure
from supervision.services.measure_reviews import ask_for_reviews
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY
from tests.factories.supervision import MeasureFactory
from tests.supervision.measured import LEAD

pytestmark = pytest.mark.django_db


def uphold(measure: Measure) -> Measure:
    return uphold_measure(measure=measure, reason="仍应当执行", by=LEAD, at=NOW)


def test_the_agency_is_asked_once() -> None:
    measure = MeasureFactory(corrected=True)
    MeasureFactory(corrected=True, ended=True)
    MeasureFactory(corrected=True, from_on=TODAY - timedelta(9), until_on=TODAY - timedelta(1))
    assert [ask_for_reviews(at=NOW), ask_for_reviews(at=NOW)] == [1, 0]
    assert Message.objects.get().agency == measure.initiator
    assert Measure.objects.to_review(TODAY).get() == measure
    assert not Measure.objects.in_force(TODAY).exists()


def test_the_clock_rests_until_it_is_upheld() -> None:
    measure = MeasureFactory(corrected=True)
    due_on = measure.response_deadline.due_on
    assert [ask_for_reviews(at=NOW), ask_for_reviews(at=NOW)] == [1, 0]
    assert not Deadline.objects.running().exists()
    assert AuditEntry.objects.get().act == "supervision.open_measure_review"

    later = NOW + timedelta(days=4)
    uphold_measure(measure=measure, reason="仍应当执行", by=LEAD, at=later)
    assert Deadline.objects.running().get().due_on > due_on


def test_answered_under_review_it_asks_for_no_report_yet() -> None:
    measure = respond_to_measure(
        measure=MeasureFactory(corrected=True), response="受理", by=LEAD, at=NOW
    )
    assert measure.feedback_deadline.is_paused
    assert not uphold(measure).deadline.is_paused


def test_upheld_it_goes_on_upon_the_corrected_record() -> None:
    measure = MeasureFactory(corrected=True)
    right = measure.record.replaced_by
    assert uphold(measure).record == right
    assert Measure.objects.in_force(TODAY).get() == measure
    assert Message.objects.get().uscc == measure.entity.uscc


def test_upheld_on_a_contested_record_it_rests() -> None:
    measure = MeasureFactory(corrected=True)
    mark_disputed(record=measure.record.replaced_by, reference="YY-1", by=LEAD, at=NOW)
    ask_for_reviews(at=NOW)
    assert uphold(measure).deadline.is_paused
    assert measure.suspensions.get().cause == SuspensionCause.DISPUTE


@pytest.mark.parametrize(
    ("end", "values"), [(withdraw_fact, {"reason": "撤销"}), (repair_fact, {"reference": "1号"})]
)
def test_nothing_is_upheld_without_a_record(end, values) -> None:
    measure = MeasureFactory(corrected=True)
    end(record=measure.record.replaced_by, by=LEAD, at=NOW, **values)
    with pytest.raises(Refused):
        uphold(measure)


def test_nothing_is_upheld_after_its_term() -> None:
    over = TODAY - timedelta(1)
    measure = MeasureFactory(corrected=True, from_on=over, until_on=over)
    with pytest.raises(Refused, match="期限已满"):
        uphold(measure)


@pytest.mark.usefixtures("on_the_day")
def test_duty_list_and_page_lead_to_the_act(client: Client) -> None:
    measure, foreign = MeasureFactory.create_batch(2, corrected=True)
    officer = UserFactory(agency=measure.initiator)
    duty = next(duty for duty in DUTIES if duty.label == "措施待复核")
    assert [duty.count(viewer_of(user), TODAY) for user in (officer, UserFactory())] == [1, 0]
    client.force_login(officer)
    listed = client.get("/desk/supervision/measures/?state=to_review").content.decode()
    assert measure.entity.name in listed
    assert foreign.entity.name not in listed
    assert "待复核" in listed
    page = f"/desk/supervision/measures/{measure.pk}/"
    assert f"{page}uphold/" in client.get(page).content.decode()
    client.post(f"{page}uphold/", {"reason": "仍应当执行"})
    assert Measure.objects.in_force(TODAY).get() == measure
