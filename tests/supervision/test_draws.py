"""From the task to the draw: who can be drawn, what is announced, what is revealed, what stays."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, Refused
from entities.models import Entity
from grading.choices import CreditGrade
from supervision import drawing
from supervision.inspections import pool, rosters
from supervision.inspections.choices import DrawStatus, VisitStatus
from supervision.inspections.documents import document_of
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import burden_of, clashes_of
from supervision.models import DeclaredInterest, InspectionDraw, InspectionItem
from supervision.services import draws, inspection_items, inspectors, plans
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory, TownFactory
from tests.factories.inspections import (
    LATER,
    InspectionItemFactory,
    InspectionPlanFactory,
    InspectionTaskFactory,
    InspectorFactory,
    announced,
    build_office,
    drafted,
    drawn,
    grade,
    visit_in,
)
from tests.supervision.drawn import run_script

pytestmark = pytest.mark.django_db
POLICY = inspection_policy


def roster_of(office: Any) -> set[str]:
    return {row.key for row in pool.candidates(office.task, POLICY(TODAY), TODAY, "")}


def content_of(draw: InspectionDraw) -> dict[str, Any]:
    return json.loads("".join(document_of(draw)))


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


# --- Announcement ---------------------------------------------------------------------------------


def test_the_announcement_commits_to_everything_and_tells_nothing() -> None:
    office = build_office(businesses=20)
    draw = announced(office)
    lines = list(rosters.lines_of(draw))
    assert drawing.digest_of("".join(lines)) == draw.announcement["roster_sha256"]
    assert drawing.digest_of(draw.seed) == draw.announcement["seed_sha256"]
    assert drawing.announcement_digest(draw.announcement) == draw.announcement_sha256
    assert len(lines) == draw.roster_size == 20
    assert lines == sorted(lines)
    assert not draw.visits.exists()
    text = json.dumps(draw.announcement) + "".join(lines)
    assert draw.seed not in text
    assert not any(code in text for code in Entity.objects.values_list("uscc", flat=True))
    with pytest.raises(Refused):
        document_of(draw)
    entry = AuditEntry.objects.get(act="supervision.announce_draw")
    assert entry.after["announcement_sha256"] == draw.announcement_sha256


def test_what_is_announced_cannot_be_changed_even_by_sql() -> None:
    draw = announced(build_office())
    for change in ({"announcement": {}}, {"announced_at": LATER}, {"roster": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            InspectionDraw.objects.filter(pk=draw.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        draw.delete()


def test_a_task_has_one_draw_at_a_time() -> None:
    office = build_office()
    announced(office)
    with pytest.raises(Refused):
        announced(office)


@pytest.mark.parametrize(
    ("office", "sentence"),
    [
        ({"businesses": 0}, "没有可以抽取"),
        ({"inspectors": 1}, "不足"),
        ({"status": "draft"}, "尚未下达"),
    ],
)
def test_draws_that_cannot_be_announced(office: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        announced(build_office(**office))


def test_enough_inspectors_must_be_left_for_every_business() -> None:
    office = build_office(inspectors=3)
    entity = Entity.objects.first()
    for inspector in office.inspectors[:2]:
        inspectors.declare_interest(
            inspector=inspector, entity=entity, nature="亲属", by=office.officer, at=NOW
        )
    with pytest.raises(Refused, match="回避最多 2 人"):
        announced(office)


def test_inspectors_whose_certificate_runs_out_are_not_in_the_pool() -> None:
    office = build_office(inspectors=2)
    for trait in ("expired", "left"):
        InspectorFactory(user__agency=office.agency, **{trait: True})
    numbers = {member.number for member in pool.pool_of(office.task, TODAY)}
    assert numbers == {inspector.number for inspector in office.inspectors}


def test_another_agency_draws_nothing() -> None:
    office = build_office()
    with pytest.raises(NotAllowed):
        draws.announce_draw(task=office.task, by=UserFactory(), at=NOW)


# --- Reveal ---------------------------------------------------------------------------------------


def test_anybody_can_verify_the_draw(tmp_path: Path) -> None:
    office = build_office(businesses=40)
    draw = drawn(office)
    share = POLICY(TODAY).tiers[POLICY(TODAY).ungraded].share
    assert draw.visits.count() == drawing.quota(share, 40)
    for visit in draw.visits.all():
        assert visit.visitors.count() == POLICY(TODAY).per_agency
        assert visit.roster_key == drawing.roster_key(draw.salt, visit.entity.uscc)
    path = tmp_path / "draw.json"
    call_command("export_draw", str(draw.pk), "--out", str(path), stdout=StringIO())
    assert run_script(path, draw.announcement_sha256)[0] == 0
    content = content_of(draw)
    content["drawn"][0]["id"] = content["roster"][:24]
    content["drawn"][-1]["id"] = content["roster"][:24]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert run_script(path)[0] == 1


def test_a_joint_visit_brings_inspectors_of_each_agency(tmp_path: Path) -> None:
    office = build_office()
    partner = AgencyFactory()
    office.task.partners.set([partner])
    for _ in range(3):
        InspectorFactory(user__agency=partner)
    draw = drawn(office)
    visit = draw.visits.get(position=1)
    agencies = [visitor.agency for visitor in visit.visitors.all()]
    assert agencies.count(partner) == agencies.count(office.agency) == 2
    path = tmp_path / "draw.json"
    call_command("export_draw", str(draw.pk), "--out", str(path), stdout=StringIO())
    assert run_script(path)[0] == 0


def test_a_declared_interest_and_the_last_visit_keep_inspectors_away() -> None:
    visit, office = visit_in(VisitStatus.STARTED)
    gone = {str(visitor.inspector_id) for visitor in visit.visitors.all()}
    befriended = next(i for i in office.inspectors if i.number not in gone)
    inspectors.declare_interest(
        inspector=befriended, entity=visit.entity, nature="持股", by=office.officer, at=NOW
    )
    barred = pool.barred_inspectors(office.task, POLICY(TODAY))
    assert barred == {visit.entity_id: frozenset(gone | {befriended.number})}


def test_a_public_number_joins_the_seed(tmp_path: Path) -> None:
    office = build_office()
    draw = announced(office, public_source="2026年11月21日双色球开奖号码")
    who = {"by": office.officer, "at": LATER}
    with pytest.raises(Invalid):
        draws.reveal_draw(draw=draw, **who)
    draw = draws.reveal_draw(draw=draw, public_value="07 11 16", witness="李四", **who)
    path = tmp_path / "draw.json"
    path.write_text("".join(document_of(draw)), encoding="utf-8")
    assert run_script(path)[0] == 0
    other = announced(build_office())
    with pytest.raises(Refused):
        draws.reveal_draw(draw=other, public_value="1", by=UserFactory(lead_officer=True), at=LATER)


def test_a_damaged_roster_is_found() -> None:
    office = build_office()
    draw = announced(office)
    draw.roster.storage.delete(draw.roster.name)
    other = announced(build_office())
    draw.roster.storage.save(draw.roster.name, other.roster.open("rb"))
    with pytest.raises(Refused, match="不符"):
        draws.reveal_draw(draw=draw, by=office.officer, at=LATER)


DRAW_STEPS: dict[str, Any] = {
    "reveal": lambda draw, office: draws.reveal_draw(draw=draw, by=office.officer, at=LATER),
    "replace": lambda draw, office: draws.redraw(
        draw=draw, reason="名册有误", by=office.officer, at=LATER
    ),
}
ALLOWED = {
    DrawStatus.ANNOUNCED: {"reveal", "replace"},
    DrawStatus.DRAWN: {"replace"},
    DrawStatus.REPLACED: set(),
}


def draw_in(status: DrawStatus) -> tuple[InspectionDraw, Any]:
    office = build_office()
    draw = announced(office)
    if status == DrawStatus.DRAWN:
        draw = DRAW_STEPS["reveal"](draw, office)
    if status == DrawStatus.REPLACED:
        DRAW_STEPS["replace"](draw, office)
    return InspectionDraw.objects.get(pk=draw.pk), office


@pytest.mark.parametrize("step", DRAW_STEPS)
@pytest.mark.parametrize("status", DrawStatus)
def test_every_step_of_a_draw_in_every_state(status: DrawStatus, step: str) -> None:
    draw, office = draw_in(status)
    before = AuditEntry.objects.count()
    if step in ALLOWED[status]:
        DRAW_STEPS[step](draw, office)
        assert AuditEntry.objects.count() == before + 1
        return
    with pytest.raises(Refused, match="刷新"):
        DRAW_STEPS[step](draw, office)
    draw.refresh_from_db()
    assert (draw.status, AuditEntry.objects.count()) == (status, before)


def test_a_redraw_stands_beside_the_first() -> None:
    office = build_office()
    first = drawn(office)
    with pytest.raises(Invalid):
        draws.redraw(draw=first, reason=" ", by=office.officer, at=LATER)
    second = draws.redraw(draw=first, reason="名册遗漏新设企业", by=office.officer, at=LATER)
    first = InspectionDraw.objects.get(pk=first.pk)
    assert (first.status, second.sequence, second.reason) == ("replaced", 2, "名册遗漏新设企业")
    assert second.announcement["reason"] == second.reason
    assert set(first.visits.values_list("status", flat=True)) == {"cancelled"}
    assert content_of(first)["announcement"]["sequence"] == 1, "the first stays verifiable"


def test_no_redraw_once_a_visit_has_begun() -> None:
    visit, office = visit_in(VisitStatus.STARTED)
    with pytest.raises(Refused, match="已有检查开始"):
        draws.redraw(draw=visit.draw, reason="不满意", by=office.officer, at=LATER)


def test_a_swap_goes_to_the_next_in_order_and_stays_visible(tmp_path: Path) -> None:
    visit, office = visit_in(VisitStatus.NOTIFIED)
    first = visit.visitors.first()
    who = {"by": office.officer, "at": LATER}
    with pytest.raises(Invalid):
        draws.swap_visitor(visitor=first, reason="", **who)
    second = draws.swap_visitor(visitor=first, reason="因病", **who)
    with pytest.raises(Refused, match="已被更换"):
        draws.swap_visitor(visitor=first, reason="因病", **who)
    draws.swap_visitor(visitor=second, reason="出差", **who)
    with pytest.raises(Refused, match="没有可以接替"):
        draws.swap_visitor(visitor=visit.visitors.going().first(), reason="出差", **who)
    assert visit.visitors.going().count() == 2
    assert visit.visitors.count() == 4
    path = tmp_path / "draw.json"
    path.write_text("".join(document_of(visit.draw)), encoding="utf-8")
    assert run_script(path)[0] == 0


def test_no_swap_once_the_visit_has_begun() -> None:
    visit, office = visit_in(VisitStatus.STARTED)
    with pytest.raises(Refused, match="已经开始"):
        draws.swap_visitor(
            visitor=visit.visitors.first(), reason="因病", by=office.officer, at=LATER
        )


# --- Commands -------------------------------------------------------------------------------------


def test_the_command_draws_a_plan_once() -> None:
    office = build_office()
    plan = str(office.task.plan_id)

    def report(*options: str) -> dict[str, Any]:
        out = StringIO()
        call_command("draw_inspections", plan, "--json", *options, stdout=out)
        return json.loads(out.getvalue())["draws"][0]

    announcement = report("--announce-only")
    assert (announcement["seed"], announcement["drawn"]) == (None, 0)
    result = report()
    assert result["seed_sha256"] == announcement["seed_sha256"]
    assert drawing.digest_of(result["seed"]) == result["seed_sha256"]
    assert result["drawn"] == 1
    assert report() == result


def test_commands_say_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="计划"):
        call_command("draw_inspections", "0")
    with pytest.raises(CommandError, match="抽取"):
        call_command("export_draw", "0", "--out", str(tmp_path / "x"))
    draw = announced(build_office())
    with pytest.raises(CommandError, match="尚未抽取"):
        call_command("export_draw", str(draw.pk), "--out", str(tmp_path / "x"))
    office = build_office(inspectors=0)
    with pytest.raises(CommandError, match="不足"):
        call_command("draw_inspections", str(office.task.plan_id))


def test_refusals_are_sentences() -> None:
    with pytest.raises(DomainError) as refusal:
        announced(build_office(businesses=0))
    assert refusal.value.message.endswith("。")
