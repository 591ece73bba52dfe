"""The pages of inspections: accessible, and never wider than the screen."""

import pytest

from credit_portal.accounts.viewers import Viewer, ViewerKind
from entities.models import Entity
from supervision.inspections.choices import VisitStatus
from supervision.models import Inspection
from tests.factories.accounts import UserFactory
from tests.factories.inspections import InspectionItemFactory, visit_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = [
    "/inspections/", "/inspections/?q=没有这家", "/inspections/items/", "/inspections/plans/",
    "/inspections/tasks/", "/inspections/draws/{draw}/",
]  # fmt: skip
DESK = "/desk/inspections"
LEAD = [
    f"{DESK}/items/", f"{DESK}/items/new/", f"{DESK}/inspectors/",
    f"{DESK}/inspectors/{{inspector}}/",
    f"{DESK}/inspectors/{{inspector}}/interest/", f"{DESK}/plans/", f"{DESK}/plans/new/",
    f"{DESK}/plans/{{plan}}/", f"{DESK}/plans/{{plan}}/tasks/new/", f"{DESK}/plans/tasks/{{task}}/",
    f"{DESK}/plans/draws/{{draw}}/", f"{DESK}/plans/draws/{{draw}}/replace/", f"{DESK}/visits/",
    f"{DESK}/effect/", f"{DESK}/effect/?since=2001-01-01&until=2001-12-31",
    f"{DESK}/visits/?q=没有这家", f"{DESK}/visits/{{visit}}/", f"{DESK}/visits/{{visit}}/enter/",
    "/desk/entities/{entity}/?tab=inspections",
]  # fmt: skip
MY = ["/my/inspections/", "/my/inspections/{visit}/"]


@pytest.fixture
def visit() -> Inspection:
    """A published result of a business with a long name."""
    InspectionItemFactory(draft=True)
    found, _ = visit_in(VisitStatus.PUBLISHED)
    Entity.objects.filter(pk=found.entity_id).update(name="澄江市长名称企业" * 25)
    return found


@pytest.mark.parametrize(
    ("role", "paths"),
    [(None, PUBLIC), ("lead_officer", LEAD), ("enterprise", MY)],
    ids=["public", "desk", "my"],
)
def test_a_page_of_inspections(walk, monkeypatch, visit, role, paths) -> None:
    own = Viewer(ViewerKind.ENTITY, usccs=frozenset({visit.entity.uscc}))
    monkeypatch.setattr("supervision.inspections.my_views.viewer", lambda request: own)
    task = visit.draw.task
    keys = {
        "visit": visit.pk, "draw": visit.draw_id, "task": task.pk, "plan": task.plan_id,
        "entity": visit.entity.uscc, "inspector": visit.visitors.first().inspector_id,
    }  # fmt: skip
    user = role and UserFactory(**{role: True})
    walk([path.format(**keys) for path in paths], user=user)
