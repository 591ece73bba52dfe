"""The grade in a browser: tab, page of any day and the business's own, in every size."""

import pytest
from django.utils import timezone

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.models import Entity
from grading import defaults, services
from grading.choices import RunKind
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import CreditRecordFactory, EntityFactory
from tests.factories.grading import EvaluationRunFactory, GradeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY = SystemActor("测试")


@pytest.fixture
def entity() -> Entity:
    """A business with a long name that fell from B to C."""
    moment = now()
    defaults.install(by=BY, at=moment)
    entity = EntityFactory(name="澄江市天润高性能复合材料纺织科技发展股份有限公司")
    earlier = EvaluationRunFactory(on=moment.date().replace(day=1, month=1))
    GradeFactory(entity=entity, run=earlier)
    for _ in range(3):
        CreditRecordFactory(entity=entity)
    CreditRecordFactory(entity=entity, kind="abnormal", level="", published_until=None)
    run = services.open_run(
        kind=RunKind.FULL, on=timezone.localdate(), cause="测试", by=BY, at=moment
    )
    services.carry_out_run(run=run, by=BY, clock=now)
    return entity


def test_the_desk_pages_are_accessible(open_page, axe_clean, fits_width, entity):
    officer = UserFactory(lead_officer=True)
    file = f"/desk/entities/{entity.uscc}/"
    for path in (f"{file}?tab=grade", f"{file}grade/", f"{file}grade/?on=2001-01-01"):
        for viewport in (DESKTOP, NARROWEST):
            page = open_page(path, user=officer, viewport=viewport)
            axe_clean(page)
            fits_width(page)


def test_the_history_is_drawn_and_told(open_page, entity):
    page = open_page(f"/desk/entities/{entity.uscc}/grade/", user=UserFactory(lead_officer=True))
    assert page.locator("[data-grade-chart] canvas").is_visible()
    assert page.get_by_role("region", name="等级变化").locator("tbody tr").count() == 2


def test_the_own_page_is_accessible_in_big_print(open_page, axe_clean, fits_width, entity):
    owner = MandateFactory(uscc=entity.uscc).user
    for viewport in (DESKTOP, PHONE):
        page = open_page("/my/grade/", user=owner, viewport=viewport)
        axe_clean(page)
        page.locator("[data-display-toggle]").click()
        page.reload()
        fits_width(page)
