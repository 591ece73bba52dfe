"""Atom feeds: well formed, masked, nothing but what is published."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from entities.choices import RecordKind
from tests.factories.entities import CreditRecordFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


def test_a_column_as_a_feed(client: Client) -> None:
    record = CreditRecordFactory(title="处罚 990281197704222243 & <b>")
    CreditRecordFactory(title="许可", kind=RecordKind.PERMIT)
    for state in ("withdrawn", "repaired", "expired", "authorised"):
        CreditRecordFactory(title="不公示", **{state: True})
    (title,) = entries(client, "/publications/acts/penalty/feed/")
    assert title == f"{record.entity.name}：处罚 9902**********2243 & <b>"
    assert client.get("/publications/acts/complaint/feed/").status_code == 404


def test_a_control_character_of_a_file_breaks_no_feed(client: Client) -> None:
    record = CreditRecordFactory(title="处罚\x0b决定", entity__name="澄江\x01公司")
    assert entries(client, "/publications/acts/penalty/feed/") == ["澄江公司：处罚决定"]
    assert len(entries(client, f"/entities/{record.entity.uscc}/feed/")) == 1


def test_one_business_as_a_feed(client: Client) -> None:
    record = CreditRecordFactory()
    CreditRecordFactory(entity=record.entity, kind=RecordKind.PERMIT)
    CreditRecordFactory(entity=record.entity, withdrawn=True)
    CreditRecordFactory()
    response = client.get(f"/entities/{record.entity.uscc}/feed/")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert len(entries(client, f"/entities/{record.entity.uscc}/feed/")) == 2
    assert client.get("/entities/91990281MA00000000/feed/").status_code == 404
