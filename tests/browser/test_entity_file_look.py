"""Search and entity file in a browser: found by keyboard alone, accessible, never too wide."""

import pytest
from django.utils import timezone

from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.catalogue import install_catalogue
from entities.city.building import build_city
from entities.models import CreditRecord, Entity, FormerName
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entity() -> Entity:
    """An entity of a small city that bore another name before and has published records."""
    by = SystemActor("测试")
    install_packs(by=by, at=now())
    install_catalogue(by=by, at=now())
    build_city(entities=400, records=4_000, seed=5, on=timezone.localdate())
    known = FormerName.objects.values("entity")
    penalised = CreditRecord.objects.published(timezone.localdate()).exclude(level="")
    found = Entity.objects.filter(pk__in=known, records__in=penalised).first()
    return found or Entity.objects.filter(records__in=penalised).first()


def test_the_pages_are_accessible(walk, entity):
    record = entity.records.published(timezone.localdate()).exclude(level="").first()
    desk, public = f"/desk/entities/{entity.uscc}/", f"/entities/{entity.uscc}/"
    paths = [
        "/search/?q=有限公司",
        "/desk/entities/?q=恒",
        *(f"{desk}?tab={tab}" for tab in ("records", "registration", "history")),
        f"{desk}records/{record.pk}/",
        f"{public}?tab=registration",
        f"{public}records/{record.pk}/",
    ]
    walk(paths, user=UserFactory(window_officer=True))


def test_a_scanner_types_the_code_and_enter(open_page, entity):
    page = open_page("/desk/entities/", user=UserFactory(window_officer=True))
    page.keyboard.type(entity.uscc)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/entities/{entity.uscc}/")
    assert page.locator("h1").inner_text() == entity.name
