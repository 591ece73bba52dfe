"""A visit: every step in every state, who may take it, and what becomes of the result."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.services import install_packs, work_calendar
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, Refused
from entities.fact_types import FactType
from entities.models import CreditRecord
from entities.services import withdraw_fact
from grading.choices import CreditGrade
from supervision.inspections.choices import Rating, VisitStatus
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import publish_by
from supervision.models import Inspection, Inspector
from supervision.services import visits
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.inspections import (
    LATER,
    Office,
    build_office,
    checklist_of,
    grade,
    visit_in,
    visitor_of,
)
from tests.factories.policy import PackAssignmentFactory

pytestmark = pytest.mark.django_db
Status = VisitStatus
Act = Callable[[Inspection, Office], Any]


def enter(visit: Inspection, office: Office, code: str = "1") -> Inspection:
    return visits.enter_result(
        visit=visit, code=code, finding="情况", checklist=checklist_of(visit),
        by=visitor_of(visit), at=LATER,
    )  # fmt: skip


STEPS: dict[str, Act] = {
    "notify": lambda v, o: visits.notify_business(visit=v, notice="通知", by=o.officer, at=LATER),
    "start": lambda v, o: visits.start_visit(visit=v, by=visitor_of(v), at=LATER),
    "enter": enter,
    "send_back": lambda v, o: visits.send_back_result(
        visit=v, reason="缺照片", by=o.second, at=LATER
    ),
    "review": lambda v, o: visits.review_result(visit=v, by=o.second, at=LATER),
    "publish": lambda v, o: visits.publish_result(visit=v, by=o.officer, at=LATER),
}
ALLOWED = {
    Status.PLANNED: {"notify": "notified", "start": "started"},
    Status.NOTIFIED: {"start": "started"},
    Status.STARTED: {"enter": "entered"},
    Status.ENTERED: {"send_back": "started", "review": "reviewed"},
    Status.REVIEWED: {"publish": "published"},
    Status.PUBLISHED: {},
    Status.CANCELLED: {},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", Status)
def test_every_step_in_every_state(status: VisitStatus, step: str) -> None:
    visit, office = visit_in(status)
    before = AuditEntry.objects.exclude(act="entities.record_fact").count()
    target = ALLOWED[status].get(step)
    if target:
        STEPS[step](visit, office)
    else:
        with pytest.raises(Refused):
            STEPS[step](visit, office)
    after = Inspection.objects.get(pk=visit.pk)
    assert after.status == (target or status)
    audited = AuditEntry.objects.exclude(act="entities.record_fact").count() - before
    assert audited == (1 if target else 0)


def test_the_slower_of_two_officers_is_told() -> None:
    visit, office = visit_in(Status.ENTERED)
    stale = Inspection.objects.get(pk=visit.pk)
    STEPS["review"](visit, office)
    with pytest.raises(Refused, match="其他人员"):
        STEPS["review"](stale, office)


def test_only_the_inspectors_drawn_go_there() -> None:
    visit, office = visit_in(Status.NOTIFIED)
    with pytest.raises(NotAllowed):
        visits.start_visit(visit=visit, by=office.officer, at=LATER)
    STEPS["start"](visit, office)
    with pytest.raises(NotAllowed):
        visits.enter_result(
            visit=visit, code="1", finding="x", checklist={}, by=office.officer, at=LATER
        )


def test_whoever_entered_the_result_does_not_review_it() -> None:
    visit, _ = visit_in(Status.ENTERED)
    with pytest.raises(NotAllowed, match="录入人以外"):
        visits.review_result(visit=visit, by=visitor_of(visit), at=LATER)


@pytest.mark.parametrize("step", ["notify", "send_back", "review", "publish"])
def test_another_agency_has_no_say(step: str) -> None:
    status = {"notify": Status.PLANNED, "publish": Status.REVIEWED}.get(step, Status.ENTERED)
    visit, office = visit_in(status)
    stranger = UserFactory()
    with pytest.raises(NotAllowed):
        STEPS[step](visit, Office(office.agency, stranger, stranger, [], office.task))


def test_visits_of_the_strictest_tier_wait_for_approval() -> None:
    office = build_office(businesses=0)
    entity = EntityFactory()
    grade(entity, CreditGrade.E)
    visit, _ = visit_in(Status.PLANNED, office)
    for step in ("notify", "start"):
        with pytest.raises(Refused, match="逐案审批"):
            STEPS[step](visit, office)
    with pytest.raises(NotAllowed):
        visits.approve_visit(visit=visit, by=visitor_of(visit), at=LATER)
    visits.approve_visit(visit=visit, by=office.second, at=LATER)
    with pytest.raises(Refused, match="已经审批"):
        visits.approve_visit(visit=visit, by=office.second, at=LATER)
    STEPS["notify"](visit, office)


def test_most_visits_need_no_approval() -> None:
    visit, office = visit_in(Status.PLANNED)
    with pytest.raises(Refused, match="不需要审批"):
        visits.approve_visit(visit=visit, by=office.second, at=LATER)


@pytest.mark.parametrize(
    "changes",
    [{"code": "99"}, {"code": ""}, {"finding": " "}, {"checklist": {}}, {"conforms": False}],
)
def test_a_result_must_be_complete(changes: dict[str, Any]) -> None:
    visit, _ = visit_in(Status.STARTED)
    checklist = dict.fromkeys(checklist_of(visit), changes.get("conforms", True))
    values = {"code": "1", "finding": "未见异常", "checklist": checklist, **changes}
    values.pop("conforms", None)
    with pytest.raises(Invalid):
        visits.enter_result(visit=visit, by=visitor_of(visit), at=LATER, **values)
    assert Inspection.objects.get(pk=visit.pk).status == Status.STARTED


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("1", FactType.UNSCORED),
        ("6", FactType.INSPECTION_UNREACHABLE),
        ("8", FactType.INSPECTION_UNCOOPERATIVE),
        ("B", FactType.INSPECTION_UNDISCLOSED),
        ("C", FactType.INSPECTION_CONCEALED),
        ("E", FactType.INSPECTION_CORRECTED),
    ],
)
def test_a_published_result_becomes_a_credit_record(code: str, fact: FactType) -> None:
    visit, office = visit_in(Status.STARTED)
    enter(visit, office, code)
    STEPS["review"](visit, office)
    record = STEPS["publish"](visit, office).record
    record = CreditRecord.objects.get(pk=record.pk)
    assert (record.entity, record.fact_type) == (visit.entity, fact)
    label = inspection_policy(TODAY).results[code]
    assert record.details == {"inspection_result": f"{code} {label}"}
    assert record.reported_by == office.agency
    assert Inspection.objects.visible_to(PUBLIC_VIEWER).get().pk == visit.pk


def test_a_withdrawn_record_takes_the_result_off_the_public_page() -> None:
    visit, office = visit_in(Status.PUBLISHED)
    withdraw_fact(record=visit.record, reason="复核有误", by=office.officer, at=LATER)
    assert not Inspection.objects.visible_to(PUBLIC_VIEWER).exists()


@pytest.mark.parametrize(("pack", "days"), [(None, 20), ("huaian_district", 7), ("jiangxi", 7)])
def test_days_to_publish(pack: str | None, days: int) -> None:
    if pack:
        install_packs(by=SystemActor("测试"), at=NOW)
        PackAssignmentFactory(pack__code=pack, approved=True, from_date=TODAY)
    visit, _ = visit_in(Status.ENTERED)
    policy = inspection_policy(TODAY)
    assert policy.days_to_publish == days
    due = publish_by(visit, policy, work_calendar())
    assert due.date == (TODAY + timedelta(days=28 if days == 20 else 11))


def test_photos_are_checked_by_content_and_kept_once() -> None:
    visit, office = visit_in(Status.STARTED)
    who = {"visit": visit, "by": visitor_of(visit), "at": LATER}
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 32
    photo = visits.attach_photo(upload=SimpleUploadedFile("a.png", png), **who)
    assert visits.attach_photo(upload=SimpleUploadedFile("b.png", png), **who) == photo
    with pytest.raises(Invalid):
        visits.attach_photo(upload=SimpleUploadedFile("c.png", b"MZ no picture"), **who)
    with pytest.raises(NotAllowed):
        visits.attach_photo(
            visit=visit, upload=SimpleUploadedFile("d.png", png), by=office.officer, at=LATER
        )
    enter(visit, office)
    with pytest.raises(Refused):
        visits.attach_photo(upload=SimpleUploadedFile("e.png", png + b"1"), **who)


def test_the_business_rates_a_visit_once_it_has_begun() -> None:
    visit, office = visit_in(Status.NOTIFIED)
    owner = MandateFactory(uscc=visit.entity.uscc).user
    rating = {"rating": Rating.GOOD, "note": " 规范 ", "by": owner, "at": LATER}
    with pytest.raises(Refused):
        visits.rate_visit(visit=visit, **rating)
    STEPS["start"](visit, office)
    visits.rate_visit(visit=visit, **rating)
    visit.refresh_from_db()
    assert (visit.rating, visit.rating_note) == (Rating.GOOD, "规范")
    with pytest.raises(Refused):
        visits.rate_visit(visit=visit, **rating)


def test_nobody_else_rates_the_visit() -> None:
    visit, office = visit_in(Status.STARTED)
    ended = MandateFactory(uscc=visit.entity.uscc, ended_at=NOW).user
    for stranger in (office.officer, MandateFactory().user, ended):
        with pytest.raises(NotAllowed):
            visits.rate_visit(visit=visit, rating=Rating.BAD, note="", by=stranger, at=LATER)
    assert Inspection.objects.get(pk=visit.pk).rating is None


def test_whose_certificate_has_run_out_does_not_go_there() -> None:
    visit, office = visit_in(Status.NOTIFIED)
    visitor = visitor_of(visit)
    Inspector.objects.filter(user=visitor).update(valid_until=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="执法证已过期"):
        STEPS["start"](visit, office)


@pytest.mark.parametrize("status", Status)
def test_who_sees_a_visit(status: VisitStatus) -> None:
    visit, office = visit_in(status)
    owner = Viewer(ViewerKind.ENTITY, usccs=frozenset({visit.entity.uscc}))
    other = Viewer(ViewerKind.ENTITY, usccs=frozenset({EntityFactory().uscc}))

    def sees(viewer: Viewer) -> bool:
        return Inspection.objects.visible_to(viewer).filter(pk=visit.pk).exists()

    assert sees(viewer_of(office.officer))
    assert sees(viewer_of(UserFactory(lead_officer=True)))
    assert not sees(viewer_of(UserFactory()))
    assert sees(PUBLIC_VIEWER) == (status == Status.PUBLISHED)
    assert sees(owner) == (status not in (Status.PLANNED, Status.CANCELLED))
    assert not sees(other)


def test_refusals_are_sentences() -> None:
    visit, office = visit_in(Status.PUBLISHED)
    with pytest.raises(DomainError) as refusal:
        STEPS["notify"](visit, office)
    assert refusal.value.message.endswith("。")
