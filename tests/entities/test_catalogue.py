"""The catalogue in the back office: a change needs a reason, kept in history and audit log."""

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid
from entities import services
from entities.catalogue import install_catalogue
from entities.choices import PublicationScope, RecordKind
from entities.models import CatalogueItem
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW

pytestmark = pytest.mark.django_db
ACT = "entities.change_catalogue_item"


@pytest.fixture
def item() -> CatalogueItem:
    install_catalogue(by=SystemActor("测试"), at=NOW)
    return CatalogueItem.objects.get(kind=RecordKind.PENALTY)


@pytest.fixture
def administrator() -> User:
    return UserFactory(administrator=True)


def test_a_change_keeps_who_when_and_why(item: CatalogueItem, administrator: User) -> None:
    changes = {"scope": PublicationScope.GOVERNMENT}
    services.change_catalogue_item(
        item=item, changes=changes, reason="目录换版", by=administrator, at=NOW
    )
    item.refresh_from_db()
    version, entry = item.history.get(history_type="~"), AuditEntry.objects.get(act=ACT)
    assert item.scope == PublicationScope.GOVERNMENT
    assert (version.history_user, version.history_change_reason) == (administrator, "目录换版")
    assert (entry.reason, entry.after["scope"]) == ("目录换版", PublicationScope.GOVERNMENT)


def test_no_change_without_a_reason(item: CatalogueItem, administrator: User) -> None:
    with pytest.raises(Invalid):
        services.change_catalogue_item(
            item=item, changes={"name": "处罚"}, reason=" ", by=administrator, at=NOW
        )
    assert not AuditEntry.objects.filter(act=ACT).exists()


def test_the_back_office_asks_for_the_reason(
    client: Client, item: CatalogueItem, administrator: User
) -> None:
    client.force_login(administrator)
    address = reverse("admin:entities_catalogueitem_change", args=[item.pk])
    names = ("name", "category", "edition", "scope", "basis")
    values = {name: getattr(item, name) for name in names} | {"name": "处罚信息"}
    assert "变更理由" in client.get(address).text
    assert client.post(address, values).status_code == 200
    assert client.post(address, values | {"reason": "名称有误"}).status_code == 302
    item.refresh_from_db()
    assert item.name == "处罚信息"
    assert AuditEntry.objects.get(act=ACT).reason == "名称有误"
