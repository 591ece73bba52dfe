"""What follows from a change of class: one message each, a task where the business fell."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from credit_portal.accounts import viewers
from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from credit_portal.shared.events import publish
from grading import services
from grading.choices import CreditClass, CreditGrade, RunKind
from grading.events import RunCompleted
from grading.models import ClassNotice, EvaluationRun, Grade
from grading.notices import tasks
from grading.services import notices
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, EntityFactory, TownFactory
from tests.factories.grading import (
    ClassNoticeFactory,
    EvaluationRunFactory,
    GradeFactory,
    ScoringModelFactory,
)

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
CLASSES = {
    "A": CreditClass.TRUSTWORTHY, "B": CreditClass.TRUSTWORTHY, "C": CreditClass.MINOR,
    "D": CreditClass.GENERAL, "E": CreditClass.SERIOUS, "": "",
}  # fmt: skip


@pytest.fixture
def run() -> EvaluationRun:
    return EvaluationRunFactory(model=ScoringModelFactory(published=True))


@pytest.fixture
def lead_office() -> Agency:
    return AgencyFactory(lead_office=True)


def change(run: EvaluationRun, before: str, after: str, town: str = "") -> Grade:
    return GradeFactory(
        run=run, previous_grade=before, previous_class=CLASSES[before], grade=CreditGrade(after),
        credit_class=CLASSES[after], entity__town=TownFactory(name=town) if town else None,
    )  # fmt: skip


def send(run: EvaluationRun) -> int:
    return services.send_class_notices(run=run, at=NOW)


@pytest.mark.usefixtures("lead_office")
@pytest.mark.parametrize(
    ("before", "after", "is_told", "is_task"),
    [
        ("", "E", False, False),
        ("A", "B", False, False),
        ("B", "C", True, False),
        ("C", "B", True, False),
        ("C", "D", True, True),
        ("B", "E", True, True),
        ("D", "E", True, True),
        ("E", "D", True, False),
    ],
)
def test_who_is_told_and_who_has_to_act(
    run: EvaluationRun, before: str, after: str, is_told: bool, is_task: bool
) -> None:
    grade = change(run, before, after)
    assert send(run) == is_told
    found = ClassNotice.objects.filter(grade=grade, entity=grade.entity, to_entity=True)
    assert found.exists() == is_told
    first = Message.objects.filter(uscc=grade.entity.uscc, subject="首次信用评价结果")
    assert first.exists() == (before == "")
    assert send(run) == 0
    assert first.count() <= 1
    assert found.falls().exists() == is_task


def test_sending_twice_sends_once(run: EvaluationRun, lead_office: Agency) -> None:
    change(run, "B", "D")
    assert (send(run), send(run)) == (1, 0)
    assert ClassNotice.objects.get().supervisor == lead_office


def test_a_run_that_does_not_count_tells_nobody(run: EvaluationRun) -> None:
    change(run, "B", "D")
    for values in ({"status": "failed", "completed_at": None}, {"kind": RunKind.REPRODUCTION}):
        EvaluationRun.objects.filter(pk=run.pk).update(**values)
        assert send(run) == 0


def test_the_town_of_the_business_has_to_act(run: EvaluationRun, lead_office: Agency) -> None:
    town = AgencyFactory(town=True, name="澄江市月城镇人民政府", short_name="月城镇")
    AgencyFactory(town=True, short_name="长泾镇", is_active=False)
    AgencyFactory(short_name="云亭街道")
    supervisors = {
        name: change(run, "B", "D", name) for name in ("月城镇", "长泾镇", "云亭街道", "")
    }
    send(run)
    found = {name: grade.notice.supervisor for name, grade in supervisors.items()}
    assert found == {
        "月城镇": town, "长泾镇": lead_office, "云亭街道": lead_office, "": lead_office,
    }  # fmt: skip


def test_where_the_pack_sends_no_messages_the_tasks_remain(
    run: EvaluationRun, lead_office: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SimpleNamespace(grading=SimpleNamespace(notify_entity=SimpleNamespace(value=False)))
    monkeypatch.setattr(notices, "pack_in_force", lambda on: silent)
    change(run, "B", "C")
    fall = change(run, "B", "D")
    assert send(run) == 1
    notice = ClassNotice.objects.get()
    assert (notice.grade, notice.to_entity, notice.supervisor) == (fall, False, lead_office)
    own = Viewer(ViewerKind.ENTITY, usccs=frozenset({fall.entity.uscc}))
    assert not ClassNotice.objects.messages_for(own).exists()


def test_it_takes_one_statement_however_many(
    run: EvaluationRun, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        change(run, "B", "C")
    with django_assert_max_num_queries(5):  # the run, the pack in force (two), two statements
        assert send(run) == 6


def test_a_completed_run_enqueues_its_messages(
    run: EvaluationRun, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    asked: list[int] = []
    monkeypatch.setattr(tasks.send_class_notices, "delay", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        publish(RunCompleted(run.pk))
    assert asked == [run.pk]


@pytest.mark.usefixtures("lead_office")
def test_what_a_broken_queue_lost_is_sent_in_the_morning(
    run: EvaluationRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.clock, "now", lambda: NOW + timedelta(hours=12))
    change(run, "B", "D")
    tasks.send_missed_notices()
    tasks.send_missed_notices()
    tasks.send_class_notices(run.pk)
    assert ClassNotice.objects.count() == 1


# --- the message ---


def test_a_message_is_read_once() -> None:
    notice = ClassNoticeFactory()
    user = MandateFactory(uscc=notice.entity.uscc).user
    services.mark_notice_read(notice=notice, by=user, at=NOW)
    services.mark_notice_read(notice=notice, by=user, at=NOW + timedelta(days=1))
    assert ClassNotice.objects.get().read_at == NOW


def test_the_message_to_another_business_does_not_exist() -> None:
    notice = ClassNoticeFactory()
    with pytest.raises(NotVisible):
        services.mark_notice_read(notice=notice, by=UserFactory(enterprise=True), at=NOW)
    assert ClassNotice.objects.get().read_at is None


# --- the task ---


@pytest.mark.parametrize("by_lead", [False, True])
def test_the_supervisor_or_the_lead_office_handles_a_fall(by_lead: bool) -> None:
    notice = ClassNoticeFactory(task=True)
    officer = UserFactory(town_officer=True, agency=notice.supervisor)
    if by_lead:
        officer = UserFactory(lead_officer=True)
    services.handle_fall(notice=notice, handling=" 已约谈 ", by=officer, at=NOW)

    stored = ClassNotice.objects.get()
    assert (stored.handled_at, stored.handled_by, stored.handling) == (NOW, officer, "已约谈")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.reason, entry.actor_id) == (
        "grading.handle_fall", "已约谈", officer.pk,
    )  # fmt: skip
    assert not ClassNotice.objects.open().exists()


@pytest.mark.parametrize(
    ("traits", "handling", "error"),
    [
        ({}, "已约谈", Refused),
        ({"handled": True}, "已约谈", Refused),
        ({"task": True}, "  ", Invalid),
    ],
)
def test_a_fall_is_handled_once_and_with_words(traits, handling, error) -> None:
    notice = ClassNoticeFactory(**traits)
    before = ClassNotice.objects.values().get()
    with pytest.raises(error):
        services.handle_fall(notice=notice, handling=handling, by=BY, at=NOW)
    assert ClassNotice.objects.values().get() == before
    assert not AuditEntry.objects.exists()


def test_another_town_has_no_say() -> None:
    notice, other = ClassNoticeFactory(task=True), UserFactory(town_officer=True)
    with pytest.raises(NotAllowed):
        services.handle_fall(notice=notice, handling="已约谈", by=other, at=NOW)
    assert not ClassNotice.objects.visible_to(viewer_of(other)).exists()
    assert not ClassNotice.objects.visible_to(viewers.PUBLIC_VIEWER).exists()
    assert ClassNotice.objects.open().exists()


def test_a_town_sees_its_own_falls_and_the_lead_office_all() -> None:
    notice = ClassNoticeFactory(task=True)
    ClassNoticeFactory(task=True)
    town = UserFactory(town_officer=True, agency=notice.supervisor)
    assert ClassNotice.objects.visible_to(viewer_of(town)).get() == notice
    lead = UserFactory(lead_officer=True)
    assert ClassNotice.objects.visible_to(viewer_of(lead)).count() == 2
    assert EntityFactory().class_notices.count() == 0
