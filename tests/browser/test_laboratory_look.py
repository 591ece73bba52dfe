"""Models and the laboratory in a browser: accessible, and never wider than the screen."""

import pytest

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from entities.city.building import build_city
from grading import defaults, services
from grading.models import ScoringModel
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BY = SystemActor("测试")
PAGES = [
    "models/",
    "models/1/",
    "models/2/",
    "models/2/edit/",
    "models/2/indicators/S1/",
    "models/2/indicators/P4/",
    "models/2/indicators/new/industry/",
    "laboratory/",
    "laboratory/{report}/",
    "laboratory/{report}/movers/",
    "laboratory/{report}/movers/{mover}/",
]


@pytest.fixture
def officer():
    return UserFactory(lead_officer=True)


@pytest.fixture
def draft(officer) -> ScoringModel:
    """A stricter draft over a small city."""
    at = clock.now()
    reference = defaults.install(by=BY, at=at)
    build_city(entities=60, records=600, seed=3, on=clock.today())
    model = services.draft_model(source=reference, by=officer, at=at)
    values = {"b_from": 82, "c_from": 75}
    return services.edit_model(model=model, values=values, reason="从严", by=officer, at=at)


@pytest.fixture
def report(draft, officer):
    """A finished trial of the draft, in which somebody moves."""
    at = clock.now()
    opened = services.open_simulation(model=draft, on=clock.today(), by=officer, at=at)
    done = services.carry_out_simulation(report=opened, by=officer, clock=clock.now)
    assert done.moved
    return done


def test_the_pages_are_accessible(walk, officer, report):
    places = {"report": report.pk, "mover": report.moves.first().entity.uscc}
    walk([f"/desk/grading/{path.format(**places)}" for path in PAGES], user=officer)


def test_a_model_is_edited_tried_and_submitted(open_page, officer, report):
    """The way of a draft: one weight changed, so it must be tried again before it is submitted."""
    page = open_page("/desk/grading/models/2/", user=officer)
    page.get_by_role("link", name="警示约谈、约谈无故缺席").click()
    page.get_by_label("警示约谈").fill("-4")
    page.get_by_role("button", name="保存").click()
    assert page.get_by_text("警示约谈 -3 → -4").is_visible()
    assert page.get_by_role("button", name="提交批准").count() == 0
    model = ScoringModel.objects.get(version=2)
    again = services.open_simulation(model=model, on=clock.today(), by=officer, at=clock.now())
    services.carry_out_simulation(report=again, by=officer, clock=clock.now)
    page.reload()
    page.get_by_role("button", name="提交批准").click()
    assert page.get_by_text("须由另一名工作人员批准").is_visible()
