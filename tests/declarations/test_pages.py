"""The way of a declaration over the pages: typed in, ticked, reviewed, contested by anybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from credit_portal.audit.models import AuditEntry
from credit_portal.shared import clock
from declarations.choices import DeclarationStatus
from declarations.models import Declaration
from entities.models import Entity
from tests.factories.declarations import declaration_in, owner_of, reviewer_of
from tests.factories.entities import EntityFactory

S = DeclarationStatus


@pytest.fixture
def entity() -> Entity:
    return EntityFactory()


def test_from_the_form_to_the_public(client: Client, entity: Entity) -> None:
    owner = owner_of(entity)
    client.force_login(owner)
    form = client.get("/my/declarations/new/").context["form"]
    values = {
        "kind": "社会公益", "title": "捐款", "content": "十万元", "issuer": "慈善会",
        "happened_on": "2026-01-05", "agency": form.fields["agency"].queryset.first().pk,
        "evidence": SimpleUploadedFile("证明.pdf", b"%PDF-1.4\n%%EOF\n"),
    }  # fmt: skip
    client.post("/my/declarations/new/", values)
    one = Declaration.objects.get()
    assert one.evidence.count() == 1
    refused = client.post(f"/my/declarations/{one.pk}/submit/", {"is_true": "on"})
    assert "请授权" in refused.text
    client.post(f"/my/declarations/{one.pk}/submit/", {"is_true": "on", "is_authorised": "on"})
    client.force_login(reviewer_of(one))
    client.post(f"/desk/declarations/{one.pk}/approve/", {"review": "已核实"})
    client.logout()
    assert one.title in client.get("/declarations/").text
    said = {"name": "李明", "contact": "13800000000", "reasons": "没有捐过"}
    client.post(f"/declarations/{one.pk}/", said)
    one = Declaration.objects.get()
    assert one.status == S.CONTESTED
    client.force_login(owner)
    page = client.get(f"/my/declarations/{one.pk}/").text
    assert "没有捐过" in page
    assert "李明" not in page


def test_one_address_objects_only_so_often(client: Client, settings: Settings) -> None:
    settings.PORTAL_REPORTS_AN_HOUR = 0
    one = declaration_in(S.PUBLISHED, at=clock.now())
    said = {"name": "李明", "contact": "13800000000", "reasons": "没有捐过"}
    assert "太频繁" in client.post(f"/declarations/{one.pk}/", said).text
    one = Declaration.objects.get()
    assert (one.status, one.objections.count()) == (S.PUBLISHED, 0)


def test_a_draft_is_the_business_s_alone(client: Client) -> None:
    one = declaration_in(S.DRAFT)
    client.force_login(reviewer_of(one))
    assert client.get(f"/desk/declarations/{one.pk}/").status_code == 404
    assert client.get(f"/declarations/{one.pk}/").status_code == 404


def test_opening_evidence_is_noted(client: Client) -> None:
    one = declaration_in(S.SUBMITTED, at=clock.now())
    client.force_login(reviewer_of(one))
    address = f"/desk/declarations/{one.pk}/files/{one.evidence.get().pk}/"
    assert client.get(address)["Content-Type"] == "application/pdf"
    assert AuditEntry.objects.filter(act="declarations.open_evidence").count() == 1
