"""Disputes in a browser, with long names, in every size: the enterprise centre and the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disputes.choices import DisputeStatus
from disputes.models import Dispute
from tests.browser.conftest import DESKTOP, NARROWEST
from tests.browser.test_pages_look import BROKEN, LONG_NAME, SIDEWAYS
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.disputes import contested_record, dispute_in, filed
from tests.factories.entities import EntityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.7\n%%EOF\n"
MY = ("", "{number}/", "{number}/urge/", "{number}/withdraw/", "{answered}/",
      "{answered}/ask_review/", "new/record/{record}/")  # fmt: skip
DESK = ("", "?state=all", "?q=没有这家", "{number}/", "{number}/decide/", "{number}/extend/",
        "{answered}/", "{answered}/close/", "choose/{uscc}/", "new/record/{record}/")  # fmt: skip


@pytest.fixture
def places(settings, tmp_path) -> dict[str, object]:
    """One to decide and one decided, of a business with a long name, and a record beside them."""
    settings.MEDIA_ROOT = tmp_path
    AgencyFactory(lead_office=True)
    entity = EntityFactory(name=LONG_NAME)
    dispute = filed(
        contested_record(entity=entity), ("title", "另一事项"),
        evidence=[SimpleUploadedFile(f"{LONG_NAME}异议申请书.pdf", PDF)],
    )  # fmt: skip
    answered = dispute_in(DisputeStatus.DECIDED, filed(contested_record(entity=entity)))
    return {
        "number": dispute_in(DisputeStatus.VERIFIED, dispute).number,
        "answered": answered.number,
        "record": contested_record(entity=entity).pk,
        "uscc": entity.uscc,
    }


@pytest.mark.parametrize("face", ["my", "desk"])
def test_the_pages(open_page, live_server, axe_clean, fits_width, places, face: str) -> None:
    dispute = Dispute.objects.get(number=places["number"])
    user = dispute.filed_by if face == "my" else UserFactory(agency=dispute.agency)
    page = open_page(f"/{face}/disputes/", user=user)
    for path in MY if face == "my" else DESK:
        page.goto(f"{live_server.url}/{face}/disputes/{path.format(**places)}")
        for viewport in (DESKTOP, NARROWEST):
            page.set_viewport_size(viewport)
            fits_width(page)
            axe_clean(page)
            assert page.evaluate(BROKEN) == [], path
            assert page.evaluate(SIDEWAYS) == [], path
