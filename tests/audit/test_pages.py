"""The audit page: who reads it, what the filters find."""

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import keep_daily_head
from credit_portal.shared.clock import today
from tests.factories.accounts import UserFactory, user_with
from tests.factories.audit import AuditEntryFactory

pytestmark = pytest.mark.django_db
READERS = {Role.AUDITOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_only_auditors_and_administrators_read(client: Client, role: Role) -> None:
    client.force_login(user_with(role))
    entry = AuditEntryFactory()
    expected = 200 if role in READERS else 403
    assert client.get(reverse("audit:list")).status_code == expected
    assert client.get(reverse("audit:detail", args=[entry.pk])).status_code == expected


def test_anonymous_goes_to_the_login(client: Client) -> None:
    response = client.get(reverse("audit:list"))
    assert response.url.startswith("/login/")


def test_page_only_reads(client: Client) -> None:
    client.force_login(UserFactory(auditor=True))
    before = AuditEntry.objects.count()
    assert client.post(reverse("audit:list")).status_code == 405
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"actor": "李四"}, True),
        ({"actor": "王五"}, False),
        ({"object": "91320281"}, True),
        ({"object": "某某公司"}, True),
        ({"object": "别的公司"}, False),
        ({"since": "2026-03-02", "until": "2026-03-02"}, True),
        ({"since": "2026-03-03"}, False),
        ({"act": "entities.look_up"}, True),
        ({"act": "jobs.start_job"}, False),
        ({"act": "no.such_act"}, True),
    ],
)
def test_filters(client: Client, query: dict[str, str], found: bool) -> None:
    client.force_login(UserFactory(auditor=True))
    AuditEntryFactory(
        actor_label="李四",
        act="entities.look_up",
        object_id="91320281",
        object_label="澄江市某某公司",
        purpose="核验台账",
        at="2026-03-02T23:59:00+08:00",
    )
    page = client.get(reverse("audit:list"), query).content.decode()
    assert ("核验台账" in page) is found


def test_page_shows_the_verification(client: Client) -> None:
    keep_daily_head(on=today())
    client.force_login(UserFactory(auditor=True))
    assert "审计链完整" in client.get(reverse("audit:list")).content.decode()


def test_detail_shows_before_and_after(client: Client) -> None:
    client.force_login(UserFactory(auditor=True))
    values = {"before": {"role": "旧值"}, "after": {"role": "新值", "extra": 1}}
    entry = AuditEntryFactory(object_type="accounts.user", **values)
    page = client.get(reverse("audit:detail", args=[entry.pk])).content.decode()
    assert all(text in page for text in ("角色", "旧值", "新值", "extra"))
