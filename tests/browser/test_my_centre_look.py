"""The enterprise centre's own pages in a browser, filled with long names."""

from datetime import timedelta

import pytest

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from declarations.choices import DeclarationStatus
from entities.catalogue import install_catalogue
from entities.choices import RecordKind
from entities.models import DataAuthorisation
from tests.browser.look import LONG_NAME
from tests.factories.accounts import AgencyFactory, MandateFactory
from tests.factories.declarations import declaration_in
from tests.factories.entities import EntityFactory
from tests.factories.supervision import OrderFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MINE = (
    "/my/",
    "/my/look-ups/",
    "/my/commitments/",
    "/my/declarations/",
    "/my/declarations/new/",
    "/my/declarations/{declaration}/",
    "/my/authorisations/",
    "/my/authorisations/new/",
    "/my/authorisations/{authorisation}/withdraw/",
    "/declarations/",
    "/declarations/{declaration}/",
)


def test_the_pages_of_the_centre(walk, settings, tmp_path) -> None:
    settings.MEDIA_ROOT, today = tmp_path, clock.today()
    install_catalogue(by=SystemActor("测试"), at=clock.now())
    entity, agency = EntityFactory(name=LONG_NAME), AgencyFactory()
    declaration = declaration_in(DeclarationStatus.PUBLISHED, entity=entity, at=clock.now())
    authorisation = DataAuthorisation.objects.create(
        entity=entity, kind=RecordKind.WATER, scope="用水量", purpose="资金审核",
        granted_at=clock.now(), from_on=today, until_on=today + timedelta(days=30),
    )  # fmt: skip
    authorisation.agencies.add(agency)
    OrderFactory(entity=entity, due_on=today)
    places = {"declaration": declaration.pk, "authorisation": authorisation.pk}
    user = MandateFactory(uscc=entity.uscc).user
    walk([path.format(**places) for path in MINE], user=user)
