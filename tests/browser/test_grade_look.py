"""The grade in a browser: tab, page of any day and the business's own, in every size."""

from datetime import timedelta

import pytest
from django.utils import timezone

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.models import Entity
from grading import defaults, services
from grading.choices import RunKind
from tests.browser.look import looks_right
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import CreditRecordFactory, EntityFactory
from tests.factories.grading import EvaluationRunFactory, ExternalAssessmentFactory, GradeFactory

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


def test_the_desk_pages_are_accessible(walk, entity):
    file = f"/desk/entities/{entity.uscc}/"
    paths = [f"{file}?tab=grade", f"{file}grade/", f"{file}grade/?on=2001-01-01"]
    walk(paths, user=UserFactory(lead_officer=True))


def test_the_history_is_drawn_and_told(open_page, entity):
    page = open_page(f"/desk/entities/{entity.uscc}/grade/", user=UserFactory(lead_officer=True))
    assert page.locator("[data-grade-chart] canvas").is_visible()
    assert page.get_by_role("region", name="等级变化").locator("tbody tr").count() == 2


def test_the_own_page_in_big_print_too(walk, entity):
    day = now().date()
    ExternalAssessmentFactory(entity=entity, counts_from=day, counts_until=day + timedelta(days=9))
    page = walk(["/my/grade/"], user=MandateFactory(uscc=entity.uscc).user)
    page.locator("[data-display-toggle]").click()
    page.reload()
    looks_right(page)
