"""信用提示: one act tells a class, and joint visits to it are lenient."""

from typing import Any

import pytest
from django.urls import reverse

from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.policy.choices import CreditClass
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from grading.choices import CreditGrade
from supervision.inspections.choices import VisitStatus
from supervision.inspections.selectors import leniency_of
from supervision.models import CreditReminder
from supervision.services.reminders import ReminderDraft, send_credit_reminder
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory, TownFactory
from tests.factories.inspections import grade, visit_in

pytestmark = pytest.mark.django_db
OFFICE = SystemActor("信用办")


def graded(credit_class: CreditClass = CreditClass.MINOR, **changes: Any) -> Any:
    entity = EntityFactory(**changes)
    grade(entity, CreditGrade.C, credit_class=credit_class)
    return entity


def remind(agency: Any = None, by: Any = OFFICE, **changes: Any) -> CreditReminder:
    values = {"credit_class": CreditClass.MINOR, "subject": "信用提示", "text": "请注意"} | changes
    agency = agency or AgencyFactory()
    return send_credit_reminder(draft=ReminderDraft(**values), agency=agency, by=by, at=NOW)


def told() -> set[str]:
    return set(Message.objects.exclude(uscc="").values_list("uscc", flat=True))


def test_every_business_of_the_class_is_told_once_and_it_is_logged() -> None:
    mine = {graded().uscc, graded().uscc}
    risen = graded()
    grade(risen, CreditGrade.A)
    graded(CreditClass.GENERAL)
    graded(deregistered=True)
    EntityFactory()
    sent = remind()

    assert told() == mine
    assert (sent.recipients, sent.subject) == (2, "信用提示")
    assert AuditEntry.objects.filter(act="supervision.send_credit_reminder").count() == 1
    assert sent.basis
    with pytest.raises(Refused, match="今天已经"):
        remind(sent.agency)
    assert Message.objects.count() == 2


def test_an_industry_or_a_town_alone() -> None:
    town = TownFactory()
    mine = graded(town=town, industry_code="F5211")
    graded(town=town, industry_code="C1711")
    graded(industry_code="F5211")
    remind(section="F", town=town)
    assert told() == {mine.uscc}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"credit_class": CreditClass.TRUSTWORTHY}, Refused),
        ({"section": "Z"}, Refused),
        ({"text": " "}, Invalid),
    ],
)
def test_what_is_not_sent(changes: dict[str, Any], error: type[Exception]) -> None:
    graded()
    with pytest.raises(error):
        remind(**changes)
    assert not CreditReminder.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", ["town_officer", "window_officer", "court_officer"])
def test_who_reminds(role: str) -> None:
    agency = AgencyFactory()
    with pytest.raises(NotAllowed):
        remind(agency, by=UserFactory(agency=agency, **{role: True}))
    with pytest.raises(NotAllowed):
        remind(agency, by=UserFactory())


def test_it_is_written_and_listed(as_user, on_the_day) -> None:
    graded()
    officer = UserFactory()
    client = as_user(officer)
    filled = {"credit_class": "minor", "section": "", "town": "", "subject": "提示", "text": "注意"}
    answer = client.post(reverse("supervision:reminder_new"), filled, follow=True)

    assert "信用提示已发送 1 户" in answer.content.decode()
    assert CreditReminder.objects.get().agency == officer.agency


def test_who_sees_the_log() -> None:
    graded()
    sent = remind()
    own = viewer_of(UserFactory(agency=sent.agency))
    lead = viewer_of(UserFactory(lead_officer=True))
    seen = [
        CreditReminder.objects.visible_to(viewer).exists()
        for viewer in (own, lead, viewer_of(UserFactory()), PUBLIC_VIEWER)
    ]
    assert seen == [True, True, False, False]


def test_a_joint_visit_to_the_class_is_lenient() -> None:
    visit, office = visit_in(VisitStatus.PLANNED)
    grade(visit.entity, CreditGrade.C, credit_class=CreditClass.MINOR)
    assert leniency_of(visit, TODAY) is None, "one agency alone inspects as always"
    office.task.partners.set([AgencyFactory()])
    assert leniency_of(visit, TODAY) is not None
    grade(visit.entity, CreditGrade.D, credit_class=CreditClass.GENERAL)
    assert leniency_of(visit, TODAY) is None
