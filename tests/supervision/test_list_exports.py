"""Lists, measures, orders and interviews as workbooks: what the page lists, for its viewer."""

import io
from typing import Any

import pytest
import python_calamine
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.selectors import pack_by_code
from tests.factories.accounts import UserFactory
from tests.factories.entities import TODAY
from tests.factories.supervision import (
    EntityPersonFactory,
    InterviewFactory,
    ListingFactory,
    MeasureFactory,
    OrderFactory,
)

pytestmark = pytest.mark.django_db


def sheets(client: Client, name: str, query: str = "") -> dict[str, list[list[Any]]]:
    response = client.get(f"{reverse(f'supervision:{name}')}?{query}")
    assert isinstance(response, FileResponse)
    stream = io.BytesIO(b"".join(response.streaming_content))
    book = python_calamine.CalamineWorkbook.from_filelike(stream)
    return {title: book.get_sheet_by_name(title).to_python() for title in book.sheet_names}


def names(client: Client, name: str, query: str = "") -> set[Any]:
    return {row[1] for row in next(iter(sheets(client, name, query).values()))[1:]}


def test_measures_by_the_filters_of_the_page(as_user, on_the_day) -> None:
    active = MeasureFactory()
    ended = MeasureFactory(ended=True)
    client = as_user(UserFactory())

    assert names(client, "measures_export") == {active.entity.name, ended.entity.name}
    assert names(client, "measures_export", "state=in_force") == {active.entity.name}
    entries = AuditEntry.objects.filter(act="supervision.export_table")
    assert entries.count() == 2


def test_cases_of_other_agencies_stay_behind(as_user, on_the_day) -> None:
    officer = UserFactory()
    listing = ListingFactory(agency=officer.agency)
    order = OrderFactory(agency=officer.agency, late=True)
    interview = InterviewFactory(agency=officer.agency)
    for factory in (ListingFactory, OrderFactory, InterviewFactory):
        factory()
    client = as_user(officer)

    assert names(client, "listings_export") == {listing.entity.name}
    assert names(client, "orders_export", "state=past_due") == {order.entity.name}
    assert names(client, "interviews_export") == {interview.entity.name}


def test_the_public_workbook_shows_what_the_page_shows_masked(
    client, on_the_day, monkeypatch
) -> None:
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("supervision.listings.open_views.pack_in_force", lambda on: pack)
    listing = ListingFactory(listed=True, facts="张三身份证320281197001011234拒不履行")
    EntityPersonFactory(entity=listing.entity)
    ListingFactory(listed=True, focus=True)
    ban = MeasureFactory(ban=True, legal_basis="《食品安全法》，身份证320281197001011234")
    MeasureFactory(ban=True, ended=True)

    found = sheets(client, "published_listings_export")
    assert [row[1] for row in found["名单公示"][1:]] == [listing.entity.name]
    assert [row[1] for row in found["市场和行业禁入"][1:]] == [ban.entity.name]
    text = str(found)
    assert "法定代表人：张**" in text
    assert "320281197001011234" not in text
    assert not AuditEntry.objects.exists()
    page = client.get(reverse("supervision:published_listings")).content.decode()
    assert "320281197001011234" not in page
