"""Lists of inspections as workbooks, and whether inspections work: figures and what is behind."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from entities.models import Entity
from entities.services import withdraw_fact
from grading.choices import CreditGrade
from supervision.inspections.choices import VisitStatus
from supervision.inspections.effect import Effect, Period, effect_of
from supervision.models import Inspection
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory, TownFactory
from tests.factories.inspections import (
    LATER,
    InspectionItemFactory,
    InspectionTaskFactory,
    Office,
    build_office,
    drawn,
    grade,
    visit_in,
)
from tests.supervision.test_exports import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
OFFICE = Viewer(ViewerKind.LEAD_OFFICE)
PERIOD = Period(TODAY - timedelta(days=9), TODAY)


def at(name: str, *arguments: Any) -> str:
    return reverse(f"supervision:{name}", args=arguments)


def rows_of(response: Any) -> list[list[Any]]:
    assert response.status_code == 200, response.status_code
    return next(iter(sheets(response).values()))


def test_the_desk_takes_along_what_it_may_see(as_user) -> None:
    visit, office = visit_in(VisitStatus.PUBLISHED)
    draft = InspectionItemFactory(draft=True)
    client = as_user(office.officer)
    items = {row[0] for row in rows_of(client.get(at("inspection_items_export")))[1:]}
    assert items == {office.task.items.get().code}, "no draft of another agency"
    assert draft.code not in items
    plan = rows_of(client.get(at("inspection_plan_export", office.task.plan_id)))
    assert plan[1][3] == office.task.name
    assert "情形说明" in plan[0]
    people = rows_of(client.get(at("inspectors_export")))
    assert [row[2] for row in people[1:]] == [row.certificate for row in office.inspectors]
    found = rows_of(client.get(at("visits_export") + "?state=published"))
    assert [row[0] for row in found[1:]] == [visit.entity.uscc]
    assert len(rows_of(client.get(at("visits_export") + "?state=planned"))) == 1
    entries = AuditEntry.objects.filter(act="supervision.export_table")
    assert set(entries.values_list("object_label", flat=True)) == {
        "抽查事项清单", office.task.plan.title, "检查人员名录", "检查",
    }  # fmt: skip
    other = as_user(UserFactory())
    assert len(rows_of(other.get(at("visits_export")))) == 1
    assert len(rows_of(other.get(at("inspectors_export")))) == 1


def test_everybody_takes_along_what_is_public(client) -> None:
    visit, office = visit_in(VisitStatus.PUBLISHED)
    added = InspectionTaskFactory(plan=office.task.plan, draft=True, drafted_at=NOW)
    results = rows_of(client.get(at("public_results_export")))
    assert results[1][:2] == [visit.entity.uscc, visit.entity.name]
    assert len(rows_of(client.get(at("public_results_export") + "?q=没有这一家"))) == 1
    assert len(rows_of(client.get(at("public_items_export")))) == 3, "those of both tasks"
    names = [row[3] for row in rows_of(client.get(at("public_plans_export")))[1:]]
    assert office.task.name in names
    assert added.name not in names
    assert not AuditEntry.objects.filter(act="supervision.export_table").exists()


# --- Does it work ---------------------------------------------------------------------------------


def made(
    entity: Entity, office: Office, on: date = TODAY, code: str = "", status: str = "entered"
) -> Inspection:
    """A visit made on a day, with a result if one is named."""
    task = InspectionTaskFactory(plan=office.task.plan)
    draw = office.task.draws.get()
    draw.pk, draw.task, draw._state.adding = None, task, True
    draw.save()
    began = NOW - (TODAY - on)
    return Inspection.objects.create(
        draw=draw, entity=entity, position=1, roster_key="x", tier="usual", started_at=began,
        status=status if code else "started", result_code=code, entered_at=began,
    )  # fmt: skip


@pytest.fixture
def office() -> Office:
    made_office = build_office(businesses=1)
    drawn(made_office)
    return made_office


def line_of(effect: Effect, group: int, label: str) -> Any:
    return next(line for line in effect.groups[group][1] if line.label == label)


def test_hit_rates_by_class_industry_and_town(office: Office) -> None:
    town = TownFactory()
    bad = EntityFactory(town=town, industry_code="H6210")
    good = EntityFactory(town=None, industry_code="")
    grade(bad, CreditGrade.D, on=TODAY - timedelta(days=30))
    for code in ("E", "1"):
        made(bad, office, code=code)
    made(good, office, code="F")
    made(good, office)
    made(bad, office, on=PERIOD.since - timedelta(days=1), code="1")

    effect = effect_of(OFFICE, PERIOD)

    total = effect.total
    assert (total.now["made"], total.now["concluded"], total.now["found"]) == (4, 3, 1)
    assert (total.before["made"], total.hit_rate_before) == (1, 0.0)
    assert effect.words["hit_change"] == "前期 0.0%，升 33.3 个百分点"
    assert total.repeated == 50.0, "four visits to two businesses"
    of_class = line_of(effect, 0, "诚信守法")
    assert (of_class.hit_rate, of_class.before["made"]) == (50.0, 1)
    assert line_of(effect, 0, "未评价").hit_rate == 0.0
    assert line_of(effect, 1, "住宿和餐饮业").now["found"] == 1
    assert line_of(effect, 1, "未登记行业").now["made"] == 2
    assert line_of(effect, 2, town.name).hit_rate == 50.0
    assert line_of(effect, 2, "未登记镇街").hit_rate == 0.0


def test_the_burden_and_the_most_visited(office: Office) -> None:
    often, once = EntityFactory(), EntityFactory()
    for _ in range(5):
        made(often, office)
    made(once, office)
    effect = effect_of(OFFICE, PERIOD)
    assert [line.now["businesses"] for line in effect.times] == [1, 0, 0, 1]
    assert effect.most == 5
    assert [(row["entity__uscc"], row["made"]) for row in effect.visited] == [(often.uscc, 5)]


def test_a_withdrawn_result_counts_no_longer() -> None:
    visit, office = visit_in(VisitStatus.PUBLISHED)
    assert effect_of(OFFICE, PERIOD).total.now["concluded"] == 1
    withdraw_fact(record=visit.record, reason="复核有误", by=office.officer, at=LATER)
    total = effect_of(OFFICE, PERIOD).total
    assert (total.now["made"], total.now["concluded"]) == (1, 0)


def test_everybody_counts_what_he_may_see(office: Office) -> None:
    made(EntityFactory(), office, code="E")
    partner = AgencyFactory()
    joint = made(EntityFactory(), office, code="1")
    joint.draw.task.partners.set([partner, AgencyFactory()])

    def seen(viewer: Viewer) -> int:
        return effect_of(viewer, PERIOD).total.now["made"]

    assert seen(viewer_of(office.officer)) == 2, "a joint visit counts once"
    assert seen(viewer_of(UserFactory(agency=partner))) == 1
    assert seen(viewer_of(UserFactory())) == 0
    assert seen(PUBLIC_VIEWER) == 0


def test_every_figure_links_to_the_visits_behind_it(as_user, office: Office) -> None:
    town = TownFactory()
    for code in ("E", "1", ""):
        entity = EntityFactory(town=town, industry_code="C1711")
        made(entity, office, code=code)
    made(entity, office)
    client = as_user(office.officer)
    effect = effect_of(viewer_of(office.officer), PERIOD)
    for _, lines in effect.groups:
        for line in lines:
            page = client.get(f"{at('visits')}?{line.query}")
            assert page.context["page"].paginator.count == line.now["made"], line
            page = client.get(f"{at('visits')}?{line.query}&found=yes")
            assert page.context["page"].paginator.count == line.now["found"], line
    twice = client.get(f"{at('visits')}?{effect.times[1].query}")
    assert {row.entity for row in twice.context["page"]} == {entity}
    assert (
        client.get(f"{at('visits')}?{effect.visited[0]['query']}").context["page"].paginator.count
        == 2
    )


def test_the_page_and_its_workbook(as_user, office: Office) -> None:
    client = as_user(office.officer)
    assert "期间内没有入企检查" in client.get(at("inspection_effect")).content.decode()
    entity = EntityFactory(name="=甲公司")
    for _ in range(2):
        made(entity, office, code="E")
    page = client.get(at("inspection_effect")).content.decode()
    assert "100.0%" in page
    assert entity.uscc in page
    found = sheets(client.get(at("inspection_effect_export")))
    assert list(found) == [
        "总体", "按信用类别", "按行业门类", "按镇街", "检查次数分布", "检查最多的主体"
    ]  # fmt: skip
    assert found["检查最多的主体"][1] == [entity.uscc, "=甲公司", 2, 2]
    assert AuditEntry.objects.get(act="supervision.export_table").object_label == "抽查成效"


@pytest.mark.parametrize(
    "query", ["since=9999-12-31&until=9999-12-31", "since=2026-02-01&until=2026-01-01", "since=x"]
)
def test_a_period_that_cannot_be_meant(as_user, query: str) -> None:
    client = as_user(UserFactory(lead_officer=True))
    assert client.get(f"{at('inspection_effect')}?{query}").context["effect"] is None
    assert client.get(f"{at('inspection_effect_export')}?{query}").status_code == 422
    assert client.get(f"{at('visits')}?{query}").status_code == 200
