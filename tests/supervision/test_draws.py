"""The draw: what is announced, what is revealed, what stays."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, Refused
from entities.models import Entity
from grading.choices import CreditGrade
from supervision import drawing
from supervision.inspections import pool, rosters
from supervision.inspections.choices import DrawStatus, VisitStatus
from supervision.inspections.documents import document_of
from supervision.inspections.policy import inspection_policy
from supervision.models import InspectionDraw, Inspector
from supervision.services import draws, inspectors
from supervision.services.visits import approve_visit
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.grading import ExternalAssessmentFactory
from tests.factories.inspections import (
    LATER,
    InspectorFactory,
    announced,
    build_office,
    drawn,
    grade,
    visit_in,
)
from tests.supervision.drawn import run_script

pytestmark = pytest.mark.django_db
POLICY = inspection_policy


def content_of(draw: InspectionDraw) -> dict[str, Any]:
    return json.loads("".join(document_of(draw)))


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


def test_codes_stay_hidden_where_grades_are_public(monkeypatch) -> None:
    """The tier tells also of lists and measures that only officials know."""
    pack = pack_in_force(TODAY)
    said = replace(pack.visibility, grade_public=replace(pack.visibility.grade_public, value=True))
    public = replace(pack, visibility=said)
    monkeypatch.setattr("supervision.inspections.policy.pack_in_force", lambda on: public)
    draw = announced(build_office())
    lines = "".join(rosters.lines_of(draw))
    assert not any(code in lines for code in Entity.objects.values_list("uscc", flat=True))


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


def test_a_draw_by_an_industrys_results_is_as_provable(tmp_path: Path) -> None:
    office = build_office(businesses=30, domain="道路运输")
    worst = ExternalAssessmentFactory.create_batch(3, grade=CreditGrade.E)
    draw = drawn(office)

    policy = POLICY(TODAY)
    assert draw.announcement["domain"] == "道路运输"
    sizes = {stratum["code"]: stratum["size"] for stratum in draw.announcement["strata"]}
    assert sizes == {policy.tier_of[CreditGrade.E]: len(worst), policy.ungraded: 30}
    path = tmp_path / "draw.json"
    call_command("export_draw", str(draw.pk), "--out", str(path), stdout=StringIO())
    assert run_script(path, draw.announcement_sha256)[0] == 0


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


def test_who_approved_the_visit_never_goes_there(tmp_path: Path) -> None:
    office = build_office(businesses=0, inspectors=5)
    grade(EntityFactory(), CreditGrade.E)
    visit, _ = visit_in(VisitStatus.PLANNED, office)
    going = visit.visitors.order_by("position").first()
    orders = drawing.inspectors_by_order(
        drawing.Candidate(visit.roster_key, visit.tier), pool.pool_of(office.task, TODAY),
        visit.draw.material,
    )  # fmt: skip
    approver, gone, free = (
        Inspector.objects.get(pk=number) for number in orders[office.agency.code][2:5]
    )
    approve_visit(visit=visit, by=approver.user, at=LATER)
    inspectors.remove_inspector(inspector=gone, reason="调离", by=office.officer, at=NOW)

    before = AuditEntry.objects.count()
    new = draws.swap_visitor(visitor=going, reason="因病", by=office.officer, at=LATER)

    assert new.inspector == free
    assert AuditEntry.objects.count() == before + 1
    reasons = [row.reason for row in visit.visitors.exclude(replaces=None).order_by("pk")]
    assert [reason[:7] for reason in reasons] == ["因病", "该人员审批了本", "该人员已退出名"]
    path = tmp_path / "draw.json"
    path.write_text("".join(document_of(visit.draw)), encoding="utf-8")
    assert run_script(path)[0] == 0


def test_published_reasons_are_masked_and_still_verify(client, tmp_path: Path) -> None:
    office = build_office()
    reason = "联系人 13812345678 举报名册有误"
    draw = draws.redraw(draw=drawn(office), reason=reason, by=office.officer, at=LATER)
    draw = draws.reveal_draw(draw=draw, by=office.officer, at=LATER)
    assert draw.reason == reason, "the office keeps what was written"
    path = tmp_path / "draw.json"
    path.write_text("".join(document_of(draw)), encoding="utf-8")
    assert run_script(path, draw.announcement_sha256)[0] == 0
    assert content_of(draw)["announcement"]["reason"] == "联系人 138****5678 举报名册有误"
    page = client.get(reverse("supervision:public_draw", args=[draw.pk])).content.decode()
    assert "13812345678" not in page + path.read_text(encoding="utf-8")


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
