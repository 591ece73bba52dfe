"""Plans and tasks: every step from every state, and what the rules do not allow."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from supervision.inspections.choices import PlanStatus, TaskStatus, VisitStatus
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import clashes_of
from supervision.models import InspectionPlan, InspectionTask
from supervision.services import draws, inspection_items, inspectors, plans, visits
from supervision.services.steps import version_of
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, TownFactory
from tests.factories.inspections import (
    InspectionItemFactory,
    InspectionPlanFactory,
    InspectionTaskFactory,
    build_office,
    drafted,
    visit_in,
)

pytestmark = pytest.mark.django_db
POLICY = inspection_policy


def test_a_plan_is_published_by_a_second_officer_and_not_empty() -> None:
    drafter = UserFactory()
    second = UserFactory(agency=drafter.agency)
    plan = plans.draft_plan(
        agency=drafter.agency, year=2026, title="计划", content="", by=drafter, at=NOW
    )
    with pytest.raises(Refused):
        plans.publish_plan(plan=plan, by=second, at=NOW)
    InspectionTaskFactory(plan=plan, draft=True)
    with pytest.raises(NotAllowed):
        plans.publish_plan(plan=plan, by=drafter, at=NOW)
    plans.publish_plan(plan=plan, by=second, at=NOW)
    with pytest.raises(Refused):
        plans.publish_plan(plan=plan, by=second, at=NOW)


PLAN_STEPS: dict[str, Any] = {
    "edit": lambda plan, who: plans.edit_plan(
        plan=plan, year=2026, title="改名", content="内容", by=who, at=NOW
    ),
    "publish": lambda plan, who: plans.publish_plan(plan=plan, by=who, at=NOW),
    "discard": lambda plan, who: plans.discard_plan(plan=plan, reason="并入他案", by=who, at=NOW),
    "draft_task": lambda plan, who: plans.draft_task(
        plan=plan, values=task_values_of(plan), by=who, at=NOW
    ),
}
PLAN_ALLOWED = {
    PlanStatus.DRAFT: {
        "edit": "draft", "publish": "published", "discard": "discarded", "draft_task": "draft",
    },
    PlanStatus.PUBLISHED: {"draft_task": "published"},
    PlanStatus.DISCARDED: {},
}  # fmt: skip


def task_values_of(plan: InspectionPlan) -> plans.TaskValues:
    return plans.TaskValues(
        name="任务", starts_on=TODAY, ends_on=TODAY, items=[InspectionItemFactory()]
    )


@pytest.mark.parametrize("step", PLAN_STEPS)
@pytest.mark.parametrize("status", PlanStatus)
def test_every_step_of_a_plan_in_every_state(status: PlanStatus, step: str) -> None:
    plan = InspectionPlanFactory(status=status)
    InspectionTaskFactory(plan=plan, draft=True)
    officer = UserFactory(agency=plan.agency)
    title, before = plan.title, AuditEntry.objects.count()
    target = PLAN_ALLOWED[status].get(step)
    if target:
        PLAN_STEPS[step](plan, officer)
    else:
        with pytest.raises(Refused, match=r"。$"):
            PLAN_STEPS[step](plan, officer)
    after = InspectionPlan.objects.get(pk=plan.pk)
    assert after.status == (target or status)
    assert AuditEntry.objects.count() == before + (1 if target else 0)
    if not target:
        assert (after.title, after.tasks.count()) == (title, 1)


TASK_STEPS: dict[str, Any] = {
    "edit": lambda task, who: plans.edit_task(
        task=task, values=task_values_of(task.plan), by=who, at=NOW
    ),
    "issue": lambda task, who: plans.issue_task(task=task, by=who, at=NOW),
}


@pytest.mark.parametrize("step", TASK_STEPS)
@pytest.mark.parametrize("of_plan", PlanStatus)
@pytest.mark.parametrize("status", TaskStatus)
def test_every_step_of_a_task_in_every_state(
    status: TaskStatus, of_plan: PlanStatus, step: str
) -> None:
    task = InspectionTaskFactory(plan__status=of_plan, status=status)
    officer, name = UserFactory(agency=task.agency), task.name
    allowed = status == TaskStatus.DRAFT and (
        of_plan == PlanStatus.PUBLISHED or (of_plan == PlanStatus.DRAFT and step == "edit")
    )
    before = AuditEntry.objects.count()
    if allowed:
        TASK_STEPS[step](task, officer)
    else:
        with pytest.raises(Refused, match=r"。$"):
            TASK_STEPS[step](task, officer)
    after = InspectionTask.objects.get(pk=task.pk)
    issued = allowed and step == "issue"
    assert after.status == (TaskStatus.ISSUED if issued else status)
    assert after.name == ("任务" if allowed and step == "edit" else name)
    assert AuditEntry.objects.count() == before + (1 if allowed else 0)


def test_whoever_wrote_the_plan_last_does_not_publish_it() -> None:
    plan = InspectionPlanFactory(draft=True)
    InspectionTaskFactory(plan=plan, draft=True)
    editor = UserFactory(agency=plan.agency)
    PLAN_STEPS["edit"](plan, editor)
    with pytest.raises(NotAllowed):
        PLAN_STEPS["publish"](plan, editor)


def test_the_year_of_a_plan_is_that_of_its_tasks() -> None:
    task = InspectionTaskFactory(plan__draft=True, draft=True)
    who = {"by": UserFactory(agency=task.agency), "at": NOW}
    values = {"title": "计划", "content": ""}
    with pytest.raises(Invalid, match="已有 2026 年的任务"):
        plans.edit_plan(plan=task.plan, year=2027, **values, **who)
    with pytest.raises(Invalid, match="年度应在"):
        plans.draft_plan(agency=task.agency, year=9999, **values, **who)


def test_a_long_reason_fits_the_history() -> None:
    plan = InspectionPlanFactory(draft=True)
    officer = UserFactory(agency=plan.agency)
    plans.discard_plan(plan=plan, reason="理由" * 200, by=officer, at=NOW)
    assert plan.history.latest("history_id").history_change_reason == "理由" * 200


def test_who_read_an_older_text_is_told() -> None:
    task = InspectionTaskFactory(plan__draft=True, draft=True)
    who = {"by": UserFactory(agency=task.agency), "at": NOW}
    seen_plan, seen_task = version_of(task.plan), version_of(task)
    new = {"year": 2026, "title": "新", "content": "", "seen": seen_plan}
    plans.edit_plan(plan=task.plan, **new, **who)
    values = {"values": task_values_of(task.plan), "seen": seen_task}
    plans.edit_task(task=task, **values, **who)
    with pytest.raises(Refused, match="其他人员刚刚修改过"):
        plans.edit_plan(plan=task.plan, **new, **who)
    with pytest.raises(Refused, match="其他人员刚刚修改过"):
        plans.edit_task(task=task, **values, **who)
    item = InspectionItemFactory(agency=task.agency)
    draft = {"code": item.code, "agency": item.agency, "values": {}, "by": who["by"]}
    seen = inspection_items.version_of(item)
    inspection_items.draft_item(**draft, seen=seen, at=NOW)
    with pytest.raises(Refused, match="其他人员刚刚修改过"):
        inspection_items.draft_item(**draft, seen=seen, at=NOW)
    with pytest.raises(Refused, match="已在清单中"):
        inspection_items.draft_item(**draft, seen=inspection_items.NEW, at=NOW)


OTHERS = ("window_officer", "court_officer", "partner", "auditor", "administrator", "enterprise")


@pytest.mark.parametrize("trait", OTHERS)
def test_other_roles_have_no_say_whatever_calls_the_service(trait: str) -> None:
    """Even of the same agency."""
    office = build_office()
    visit, _ = visit_in(VisitStatus.STARTED, office)
    item, plan, inspector = office.task.items.get(), office.task.plan, office.inspectors[0]
    entity, other = visit.entity, UserFactory(**{trait: True})
    if other.agency:
        other.agency = office.agency
        other.save()
    who = {"by": other, "at": NOW}
    acts: list[Callable[[], Any]] = [
        lambda: inspection_items.draft_item(code="x", agency=office.agency, values={}, **who),
        lambda: inspection_items.publish_item(item=item, **who),
        lambda: inspection_items.retire_item(item=item, reason="x", **who),
        lambda: inspectors.register_inspector(
            user=office.officer, certificate="1", valid_until=TODAY, **who
        ),
        lambda: inspectors.renew_certificate(inspector=inspector, valid_until=TODAY, **who),
        lambda: inspectors.remove_inspector(inspector=inspector, reason="x", **who),
        lambda: inspectors.declare_interest(inspector=inspector, entity=entity, nature="x", **who),
        lambda: plans.draft_plan(agency=office.agency, year=2026, title="x", content="", **who),
        lambda: plans.draft_task(plan=plan, values=task_values_of(plan), **who),
        *(partial(step, plan, other) for step in PLAN_STEPS.values()),
        *(partial(step, office.task, other) for step in TASK_STEPS.values()),
        lambda: draws.announce_draw(task=office.task, **who),
        lambda: draws.reveal_draw(draw=visit.draw, **who),
        lambda: draws.redraw(draw=visit.draw, reason="x", **who),
        lambda: draws.swap_visitor(visitor=visit.visitors.first(), reason="x", **who),
        lambda: visits.approve_visit(visit=visit, **who),
        lambda: visits.notify_business(visit=visit, notice="x", **who),
        lambda: visits.start_visit(visit=visit, **who),
        lambda: visits.enter_result(visit=visit, code="1", finding="x", checklist={}, **who),
        lambda: visits.send_back_result(visit=visit, reason="x", **who),
        lambda: visits.review_result(visit=visit, **who),
        lambda: visits.publish_result(visit=visit, **who),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": []}, "items"),
        ({"ends_on": TODAY.replace(year=2025)}, "ends_on"),
        ({"starts_on": TODAY.replace(year=2025)}, "starts_on"),
        ({"shares": {"reduced": 0}}, "share_reduced"),
        ({"shares": {"raised": 61}}, "share_raised"),
        ({"codes": ["91990281MA0000000X"]}, "codes"),
        ({"exception": "领导交办", "exception_reason": "有"}, "exception"),
        ({"exception": "投诉举报"}, "exception_reason"),
        ({"industries": ["H61", "H612345"]}, "industries"),
        ({"industries": ["61"]}, "industries"),
        ({"domain": "未评价的行业"}, "domain"),
        ({"ends_on": date(9999, 12, 31)}, "ends_on"),
    ],
)
def test_a_task_that_the_rules_do_not_allow(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(build_office(), **changes)
    assert field in refusal.value.fields


def test_a_task_that_overlaps_needs_a_reason() -> None:
    office = build_office()
    town = TownFactory()
    office.task.towns.set([town])
    beside = drafted(office, towns=[TownFactory()])
    assert clashes_of(beside) == []
    plans.issue_task(task=beside, by=office.officer, at=NOW)
    task = drafted(office)
    assert set(clashes_of(task)) == {office.task, beside}
    with pytest.raises(Invalid, match="综合查一次"):
        plans.issue_task(task=task, by=office.officer, at=NOW)
    plans.issue_task(task=task, by=office.officer, at=NOW, clash_reason="检查事项须分季节")
    with pytest.raises(Refused):
        plans.issue_task(task=task, by=office.officer, at=NOW)


def test_a_task_is_issued_only_under_a_published_plan_with_items_in_force() -> None:
    officer = UserFactory()
    plan = InspectionPlanFactory(agency=officer.agency, draft=True)
    with pytest.raises(Refused, match="计划尚未公布"):
        plans.issue_task(task=InspectionTaskFactory(plan=plan, draft=True), by=officer, at=NOW)
    plan = InspectionPlanFactory(agency=officer.agency)
    task = InspectionTaskFactory(plan=plan, draft=True, items=[InspectionItemFactory(retired=True)])
    with pytest.raises(Refused, match="已停用"):
        plans.issue_task(task=task, by=officer, at=NOW)
