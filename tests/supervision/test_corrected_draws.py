"""A draw stands although a fact behind it fell later; its pages say so, to everybody no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entities.services import withdraw_fact
from supervision.inspections.choices import VisitStatus
from supervision.models import Inspection
from tests.factories.accounts import MandateFactory
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.inspections import LATER, visit_in
from tests.supervision.listed import OFFICE

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = "后来已撤回或者更正"


def fall(visit: Inspection, recorded: Any, at: Any) -> None:
    record = CreditRecordFactory(entity=visit.entity, recorded_at=recorded, title="虚假处罚")
    withdraw_fact(record=record, reason="认定有误", by=OFFICE, at=at)


def corrected() -> set[Inspection]:
    return set(Inspection.objects.corrected())


def test_only_what_stood_at_the_draw_and_fell_later_counts() -> None:
    visit, _ = visit_in(VisitStatus.NOTIFIED)
    fall(visit, recorded=NOW - 9 * DAY, at=NOW - DAY)
    fall(visit, recorded=NOW + DAY, at=NOW + 2 * DAY)
    assert corrected() == set()
    fall(visit, recorded=NOW - 9 * DAY, at=LATER + DAY)
    assert corrected() == {visit}


def test_the_pages_of_a_draw_say_it_without_details_to_everybody(client: Client) -> None:
    visit, office = visit_in(VisitStatus.NOTIFIED)
    public = reverse("supervision:public_draw", args=[visit.draw_id])
    assert SAID not in client.get(public).content.decode()
    fall(visit, recorded=NOW - 9 * DAY, at=LATER + DAY)

    page = client.get(public).content.decode()
    assert SAID in page
    assert visit.entity.name not in page
    assert "虚假处罚" not in page
    client.force_login(office.officer)
    for name, pk in (("inspection_draw", visit.draw_id), ("visit", visit.pk)):
        assert SAID in client.get(reverse(f"supervision:{name}", args=[pk])).content.decode()
    client.force_login(MandateFactory(uscc=visit.entity.uscc).user)
    own = reverse("supervision:my_inspection", args=[visit.pk])
    assert SAID in client.get(own).content.decode()
