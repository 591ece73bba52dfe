"""The pages of evaluation runs: accessible and no wider than the screen, the chart drawn."""

import pytest

from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from entities.models import Entity
from grading import defaults
from grading.models import EvaluationRun
from grading.runs.distribution import keep_distribution
from tests.browser.look import NARROWEST_NAME
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory, TownFactory
from tests.factories.grading import EvaluationRunFactory
from tests.factories.jobs import JobFactory
from tests.grading.test_runs import LATER, run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/desk/grading/runs/",
    "/desk/grading/runs/start/",
    "/desk/grading/runs/{changed}/",
    "/desk/grading/runs/{first}/?direction=first",
    "/desk/grading/runs/{under_way}/",
    "/desk/grading/runs/{failed}/",
    "/desk/grading/distribution/",
]


@pytest.fixture
def numbers() -> dict[str, int]:
    """Runs in their states: the first, one that changed a grade, one under way, one failed."""
    by = SystemActor("测试")
    install_packs(by=by, at=NOW)
    defaults.install(by=by, at=NOW.replace(year=2020))
    entity = EntityFactory(name="澄江市长名称企业" * 25, town=TownFactory(), industry_code="C1711")
    EntityFactory()
    first = run()
    for serious in (True, False):
        CreditRecordFactory(entity=entity, serious=serious, recorded_at=LATER)
    changed = run(at=LATER)
    for each in (first, changed):
        keep_distribution(each)
    job = JobFactory(running=True, progress=40, done=2, total=5, message="逐段评价")
    under_way = EvaluationRunFactory(running=True, started_at=LATER, job=job)
    failed = EvaluationRunFactory(failed=True, cause="起因" * 60)
    assert Entity.objects.count() == EvaluationRun.objects.get(pk=changed.pk).entities
    return {
        "first": first.pk, "changed": changed.pk, "under_way": under_way.pk, "failed": failed.pk,
    }  # fmt: skip


def test_the_pages_of_runs(walk, numbers):
    page = walk([path.format(**numbers) for path in PAGES], user=UserFactory(lead_officer=True))
    assert page.locator(".chart canvas").is_visible()


def test_names_keep_their_width_in_big_print(open_page, numbers):
    page = open_page(f"/desk/grading/runs/{numbers['changed']}/", UserFactory(lead_officer=True))
    page.get_by_role("button", name="关怀版").click()
    assert page.evaluate(NARROWEST_NAME) >= 8
