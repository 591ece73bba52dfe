"""Inspections in every state, reached through the services as an office reaches them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import factory

from credit_portal.accounts.models import Agency, User
from credit_portal.shared.actors import SystemActor
from entities.models import Entity
from grading import defaults
from grading.choices import CreditClass, CreditGrade, GradeSource, RunKind, RunStatus
from grading.models import EvaluationRun, Grade, ScoringModel
from supervision.inspections.choices import VisitStatus
from supervision.models import (
    Inspection,
    InspectionDraw,
    InspectionItem,
    InspectionPlan,
    InspectionTask,
    Inspector,
)
from supervision.services import draws, plans, visits
from supervision.services.plans import TaskValues
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory

RESULT = "1"
LATER = NOW + timedelta(hours=1)


class InspectionItemFactory(factory.django.DjangoModelFactory[InspectionItem]):
    """An item in force."""

    class Meta:
        model = InspectionItem

    class Params:
        draft = factory.Trait(published_at=None)
        retired = factory.Trait(retired_at=NOW, retired_reason="法规修改")

    code = factory.Sequence(lambda n: f"SJ-{n:03d}")
    name = factory.Sequence(lambda n: f"登记事项检查{n}")
    basis = "《企业信息公示暂行条例》第十四条"
    agency = factory.SubFactory(AgencyFactory)
    subject = "企业"
    ratio = "按信用类别，3%至100%"
    frequency = "按信用类别"
    method = "实地核查"
    inspectors = "持有执法证，不少于两人"
    drafted_at = NOW - timedelta(days=100)
    published_at = NOW - timedelta(days=90)


class InspectorFactory(factory.django.DjangoModelFactory[Inspector]):
    """An inspector with a certificate that holds."""

    class Meta:
        model = Inspector

    class Params:
        expired = factory.Trait(valid_until=date(2026, 11, 19))
        left = factory.Trait(left_on=date(2026, 11, 1))

    user = factory.SubFactory(UserFactory)
    agency = factory.SelfAttribute("user.agency")
    certificate = factory.Sequence(lambda n: f"990281{n:05d}")
    valid_until = date(2029, 12, 31)


class InspectionPlanFactory(factory.django.DjangoModelFactory[InspectionPlan]):
    """A plan that is published."""

    class Meta:
        model = InspectionPlan

    class Params:
        draft = factory.Trait(status="draft", published_at=None, published_by=None)

    agency = factory.SubFactory(AgencyFactory)
    year = 2026
    title = factory.Sequence(lambda n: f"2026年度抽查工作计划{n}")
    status = "published"
    drafted_at = NOW - timedelta(days=60)
    published_at = NOW - timedelta(days=50)


class InspectionTaskFactory(factory.django.DjangoModelFactory[InspectionTask]):
    """An issued task of the plan's agency, with one item."""

    class Meta:
        model = InspectionTask
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status="draft", issued_at=None)

    plan = factory.SubFactory(InspectionPlanFactory)
    agency = factory.SelfAttribute("plan.agency")
    name = factory.Sequence(lambda n: f"企业公示信息抽查{n}")
    starts_on = date(2026, 11, 1)
    ends_on = date(2026, 12, 31)
    status = "issued"
    drafted_at = NOW - timedelta(days=40)
    issued_at = NOW - timedelta(days=30)

    @factory.post_generation
    def items(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            self.items.set(extracted or [InspectionItemFactory(agency=self.agency)])


@dataclass(frozen=True)
class Office:
    """An agency with inspectors, a task under way, and businesses to draw from."""

    agency: Agency
    officer: User
    second: User
    inspectors: list[Inspector]
    task: InspectionTask


def build_office(businesses: int = 20, inspectors: int = 4, **task: Any) -> Office:
    """An issued task over new businesses; nobody of them is graded."""
    agency = task.pop("agency", None) or AgencyFactory()
    EntityFactory.create_batch(businesses)
    return Office(
        agency=agency,
        officer=UserFactory(agency=agency),
        second=UserFactory(agency=agency),
        inspectors=[InspectorFactory(user__agency=agency) for _ in range(inspectors)],
        task=InspectionTaskFactory(plan__agency=agency, **task),
    )


def announced(office: Office, **values: Any) -> InspectionDraw:
    return draws.announce_draw(task=office.task, by=office.officer, at=NOW, **values)


def drawn(office: Office) -> InspectionDraw:
    return draws.reveal_draw(draw=announced(office), by=office.officer, at=LATER)


def visit_in(
    status: VisitStatus, office: Office | None = None, at: datetime = LATER
) -> tuple[Inspection, Office]:
    """One visit of an office, brought to a state by its services."""
    office = office or build_office()
    if status == VisitStatus.CANCELLED:
        visit = drawn(office).visits.get(position=1)
        draws.redraw(draw=visit.draw, reason="名册有误", by=office.officer, at=at)
        return Inspection.objects.get(pk=visit.pk), office
    draw = office.task.draws.current().first() or drawn(office)
    visit = draw.visits.get(position=1)
    for state, step in _STEPS:
        if visit.status == status:
            break
        step(visit, office, at)
        visit = Inspection.objects.get(pk=visit.pk)
        assert visit.status == state
    return visit, office


def visitor_of(visit: Inspection) -> User:
    """The first inspector of a visit, as the user who acts."""
    first = visit.visitors.going().select_related("inspector__user").first()
    assert first is not None
    return first.inspector.user


def checklist_of(visit: Inspection) -> dict[str, bool]:
    return {item.code: True for item in visit.draw.task.items.all()}


def _notify(visit: Inspection, office: Office, at: datetime) -> None:
    visits.notify_business(visit=visit, notice="携带营业执照", by=office.officer, at=at)


def _start(visit: Inspection, office: Office, at: datetime) -> None:
    visits.start_visit(visit=visit, by=visitor_of(visit), at=at)


def _enter(visit: Inspection, office: Office, at: datetime) -> None:
    visits.enter_result(
        visit=visit, code=RESULT, finding="未见异常", checklist=checklist_of(visit),
        by=visitor_of(visit), at=at,
    )  # fmt: skip


def _review(visit: Inspection, office: Office, at: datetime) -> None:
    visits.review_result(visit=visit, by=office.second, at=at)


def _publish(visit: Inspection, office: Office, at: datetime) -> None:
    visits.publish_result(visit=visit, by=office.officer, at=at)


_STEPS = (
    (VisitStatus.NOTIFIED, _notify),
    (VisitStatus.STARTED, _start),
    (VisitStatus.ENTERED, _enter),
    (VisitStatus.REVIEWED, _review),
    (VisitStatus.PUBLISHED, _publish),
)


def task_values(office: Office, **changes: Any) -> TaskValues:
    """What an officer fills in for one more task."""
    values: dict[str, Any] = {
        "name": "食品安全抽查",
        "starts_on": date(2026, 11, 1),
        "ends_on": date(2026, 12, 31),
        "items": list(office.task.items.all()),
    }
    return TaskValues(**{**values, **changes})


def drafted(office: Office, **changes: Any) -> InspectionTask:
    return plans.draft_task(
        plan=office.task.plan, values=task_values(office, **changes), by=office.officer, at=NOW
    )


def grade(
    entity: Entity, letter: CreditGrade, on: date = TODAY,
    credit_class: CreditClass = CreditClass.TRUSTWORTHY,
) -> Grade:  # fmt: skip
    """A grade in force from a completed run of its own."""
    run = EvaluationRun.objects.create(
        kind=RunKind.FULL, status=RunStatus.COMPLETED, on=on, known_at=NOW, model=_model(),
        policy="测试", started_at=NOW, completed_at=NOW, entities=1, digest="0" * 64,
    )  # fmt: skip
    return Grade.objects.create(
        entity=entity, run=run, on=on, score=80, grade=letter,
        credit_class=credit_class, source=GradeSource.LOCAL_MODEL,
        lacks_information=False, is_overridden=False,
    )  # fmt: skip


def _model() -> ScoringModel:
    model = ScoringModel.objects.first()
    return model or defaults.install(by=SystemActor("测试"), at=NOW.replace(year=2020))
