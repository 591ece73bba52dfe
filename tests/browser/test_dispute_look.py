"""Disputes in a browser, with long names, in every size: the enterprise centre and the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disputes.choices import DisputeStatus
from disputes.models import Dispute
from tests.browser.look import LONG_NAME
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.disputes import contested_record, dispute_in, filed
from tests.factories.entities import EntityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.7\n%%EOF\n"
MY = ("", "{number}/", "{number}/urge/", "{number}/withdraw/", "{answered}/",
      "{answered}/ask_review/", "new/record/{record}/")  # fmt: skip
DESK = ("", "?state=all", "?q=没有这家", "{number}/", "{number}/decide/", "{number}/extend/",
        "{number}/hand_over/",
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
    beside = contested_record(entity=entity, reported_by=dispute.agency)
    answered = dispute_in(DisputeStatus.DECIDED, filed(beside))
    return {
        "number": dispute_in(DisputeStatus.VERIFIED, dispute).number,
        "answered": answered.number,
        "record": contested_record(entity=entity).pk,
        "uscc": entity.uscc,
    }


@pytest.mark.parametrize("face", ["my", "desk"])
def test_the_pages(walk, places, face: str) -> None:
    dispute = Dispute.objects.get(number=places["number"])
    user = dispute.filed_by if face == "my" else UserFactory(agency=dispute.agency)
    paths = MY if face == "my" else DESK
    walk([f"/{face}/disputes/{path.format(**places)}" for path in paths], user=user)
