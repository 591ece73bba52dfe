"""The audit page: who reads it, what the filters find."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import keep_daily_head
from credit_portal.shared.clock import today
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
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
    values = {
        "before": {"role": "auditor", "is_active": True},
        "after": {"role": "旧的角色", "is_active": False, "extra": 1},
    }
    entry = AuditEntryFactory(object_type="accounts.user", **values)
    response = client.get(reverse("audit:detail", args=[entry.pk]))
    assert response.context["changes"] == [
        ("角色", "审计", "旧的角色"),
        ("有效", "是", "否"),
        ("extra", None, 1),
    ]


def test_pages_speak_chinese(client: Client) -> None:
    client.force_login(UserFactory(auditor=True))
    agency = AgencyFactory()
    values = {"act": "accounts.change_role", "object_type": "accounts.user"}
    entry = AuditEntryFactory(agency_code=agency.code, **values)
    for address in (reverse("audit:list"), reverse("audit:detail", args=[entry.pk])):
        page = client.get(address).content.decode()
        assert agency.name in page
        assert f">{agency.code}<" not in page
    assert "<dd>用户</dd>" in "".join(page.split())
    assert "accounts." not in page


@pytest.mark.parametrize(
    ("values", "kind", "name"),
    [({"object_type": "gone.model"}, "gone.model", ""), ({"agency_code": "gone"}, "", "gone")],
)
def test_what_is_gone_is_shown_as_it_was_kept(
    client: Client, values: dict[str, str], kind: str, name: str
) -> None:
    client.force_login(UserFactory(auditor=True))
    entry = AuditEntryFactory(**({"object_type": "", "agency_code": ""} | values))
    context = client.get(reverse("audit:detail", args=[entry.pk])).context
    assert (context["kind"], context["entry"].agency_name) == (kind, name)


def test_list_looks_all_agencies_up_at_once(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.force_login(UserFactory(auditor=True))
    AuditEntryFactory(agency_code=AgencyFactory().code)
    client.get(reverse("audit:list"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("audit:list"))
    for agency in AgencyFactory.create_batch(5):
        AuditEntryFactory(agency_code=agency.code)
    with django_assert_num_queries(len(few)):
        client.get(reverse("audit:list"))
