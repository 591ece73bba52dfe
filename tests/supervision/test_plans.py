"""Items, inspectors and plans, and who can be drawn under a task."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from grading.choices import CreditGrade
from supervision.inspections import pool
from supervision.inspections.choices import VisitStatus
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import burden_of, clashes_of
from supervision.models import DeclaredInterest, InspectionItem
from supervision.services import inspection_items, inspectors, plans
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory, TownFactory
from tests.factories.inspections import (
    InspectionItemFactory,
    InspectionPlanFactory,
    InspectionTaskFactory,
    InspectorFactory,
    build_office,
    drafted,
    grade,
    visit_in,
)

pytestmark = pytest.mark.django_db
POLICY = inspection_policy


def roster_of(office: Any) -> set[str]:
    return {row.key for row in pool.candidates(office.task, POLICY(TODAY), TODAY, "")}


# --- Items, inspectors, plans ---------------------------------------------------------------------


def test_a_published_item_gives_way_to_its_next_version() -> None:
    first = InspectionItemFactory()
    officer = UserFactory(agency=first.agency)
    values = {"name": "改名", "basis": "新法", "subject": "企业", "ratio": "5%"}
    draft = inspection_items.draft_item(
        code=first.code, agency=first.agency, values=values, by=officer, at=NOW
    )
    inspection_items.publish_item(item=draft, by=officer, at=NOW)
    first.refresh_from_db()
    assert (draft.version, first.stage) == (2, "已停用")
    assert list(InspectionItem.objects.in_force()) == [draft]
    with pytest.raises(DatabaseError, match="cannot be edited"), transaction.atomic():
        InspectionItem.objects.filter(pk=draft.pk).update(basis="另一部法")
    with pytest.raises(Refused):
        inspection_items.publish_item(item=draft, by=officer, at=NOW)
    inspection_items.retire_item(item=draft, reason="法规废止", by=officer, at=NOW)
    with pytest.raises(Refused):
        inspection_items.retire_item(item=draft, reason="法规废止", by=officer, at=NOW)
    acts = ["draft_inspection_item", "publish_inspection_item", "retire_inspection_item"]
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        f"supervision.{act}" for act in acts
    ]


def test_another_agency_cannot_take_an_item_number() -> None:
    item = InspectionItemFactory()
    other = UserFactory()
    with pytest.raises(Refused):
        inspection_items.draft_item(
            code=item.code, agency=other.agency, values={}, by=other, at=NOW
        )
    with pytest.raises(NotAllowed):
        inspection_items.retire_item(item=item, reason="不用", by=other, at=NOW)


def test_an_inspector_enters_renews_and_leaves_the_pool() -> None:
    officer = UserFactory()
    colleague = UserFactory(agency=officer.agency)
    values = {"certificate": "99-1", "valid_until": TODAY, "by": officer, "at": NOW}
    inspector = inspectors.register_inspector(user=colleague, **values)
    with pytest.raises(Refused):
        inspectors.register_inspector(user=officer, **values)
    with pytest.raises(Invalid):
        inspectors.register_inspector(
            user=officer, **{**values, "valid_until": TODAY - timedelta(days=1)}
        )
    with pytest.raises(Invalid):
        inspectors.register_inspector(user=UserFactory(enterprise=True), **values)
    with pytest.raises(Invalid):
        inspectors.renew_certificate(inspector=inspector, valid_until=TODAY, by=officer, at=NOW)
    later = TODAY + timedelta(days=9)
    inspectors.renew_certificate(inspector=inspector, valid_until=later, by=officer, at=NOW)
    inspectors.remove_inspector(inspector=inspector, reason="调离", by=officer, at=NOW)
    for act in (inspectors.remove_inspector, inspectors.declare_interest):
        extra = {"reason": "x"} if act is inspectors.remove_inspector else {
            "entity": EntityFactory(), "nature": "亲属",
        }  # fmt: skip
        with pytest.raises(Refused):
            act(inspector=inspector, by=officer, at=NOW, **extra)


def test_an_interest_is_declared_once_and_ends_with_a_reason() -> None:
    inspector, entity = InspectorFactory(), EntityFactory()
    who = {"by": inspector.user, "at": NOW}
    interest = inspectors.declare_interest(inspector=inspector, entity=entity, nature="亲属", **who)
    with pytest.raises(Refused):
        inspectors.declare_interest(inspector=inspector, entity=entity, nature="亲属", **who)
    inspectors.end_interest(interest=interest, reason="已退股", **who)
    with pytest.raises(Refused):
        inspectors.end_interest(interest=interest, reason="已退股", **who)
    assert not DeclaredInterest.objects.standing().exists()


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


# --- Who can be drawn -----------------------------------------------------------------------------


def test_the_roster_holds_who_fits_the_filters_and_exists() -> None:
    town = TownFactory()
    fits = EntityFactory(town=town, industry_code="F5211")
    for other in ({"deregistered": True}, {"provisional": True}, {"industry_code": "C1711"}):
        EntityFactory(**{"town": town, "industry_code": "F5211", **other})
    EntityFactory(industry_code="F5211")
    office = build_office(industries=["F52", "G"], kinds=["enterprise"])
    office.task.towns.set([town])
    assert roster_of(office) == {fits.uscc}


def test_tiers_follow_the_grade_in_force() -> None:
    office = build_office(businesses=0)
    letters = {letter: EntityFactory() for letter in CreditGrade}
    for letter, entity in letters.items():
        grade(entity, CreditGrade.A, on=TODAY - timedelta(days=9))
        grade(entity, letter)
    ungraded = EntityFactory()
    rows = {row.key: row.stratum for row in pool.candidates(office.task, POLICY(TODAY), TODAY, "")}
    tiers = POLICY(TODAY).tier_of
    assert rows == {
        **{entity.uscc: tiers[letter] for letter, entity in letters.items()},
        ungraded.uscc: POLICY(TODAY).ungraded,
    }


def test_a_business_waiting_for_a_visit_or_at_its_cap_is_left_out() -> None:
    visit, office = visit_in(VisitStatus.PLANNED)
    assert visit.entity.uscc not in roster_of(office)
    visit, office = visit_in(VisitStatus.PUBLISHED, office)
    assert visit.entity.uscc not in roster_of(office), "one visit a year is the cap of its tier"
    burden = burden_of(visit.entity, TODAY)
    assert (len(burden.made), burden.cap, burden.is_full) == (1, 1, True)
    assert burden.free_from == TODAY.replace(year=TODAY.year + 1)
    assert pool.businesses_at_cap(office.task, POLICY(TODAY), TODAY) == 1
    a_year_later = burden.free_from
    found = pool.businesses_of(office.task, POLICY(a_year_later), a_year_later)
    assert visit.entity in found
    office.task.exception, office.task.codes = "投诉举报", [visit.entity.uscc]
    assert roster_of(office) == {visit.entity.uscc}


def test_the_strictest_tier_has_no_cap_but_each_visit_is_approved() -> None:
    office = build_office(businesses=0)
    worst = EntityFactory()
    grade(worst, CreditGrade.E)
    visit, _ = visit_in(VisitStatus.PLANNED, office)
    assert (visit.entity, visit.needs_approval) == (worst, True)
    assert burden_of(worst, TODAY).cap is None
