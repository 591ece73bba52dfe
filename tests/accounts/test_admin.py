"""The back office: the administrator's alone; saving calls the services."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency, User
from credit_portal.audit.models import AuditEntry
from tests.factories.accounts import AgencyFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"


@pytest.fixture
def admin_page(client: Client) -> Client:
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("path", ["/admin/", USERS, "/admin/accounts/agency/add/"])
def test_only_administrators_enter(client: Client, role: Role, path: str) -> None:
    client.force_login(user_with(role))
    expected = 200 if role == Role.ADMINISTRATOR else 403
    assert client.get(path, follow=True).status_code == expected


def test_anonymous_goes_to_the_portal_login(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/login/")


def test_open_an_account(admin_page: Client) -> None:
    agency = AgencyFactory()
    data = {
        "username": "xin",
        "display_name": "新人",
        "role": Role.TOWN_OFFICER,
        "agency": agency.pk,
        "phone": "",
        "password": "First-Word-77",
    }
    response = admin_page.post(f"{USERS}add/", data)
    assert response.status_code == 302
    assert User.objects.get(username="xin").check_password("First-Word-77")
    assert AuditEntry.objects.filter(act="accounts.create_user").count() == 1


def test_weak_password_is_a_field_error(admin_page: Client) -> None:
    data = {"username": "xin", "display_name": "新", "role": Role.AUDITOR, "password": "weak"}
    response = admin_page.post(f"{USERS}add/", data)
    assert "password" in response.context["adminform"].form.errors


def test_change_needs_a_reason_and_is_audited(admin_page: Client) -> None:
    user = UserFactory()
    data = {
        "display_name": user.display_name,
        "phone": "",
        "role": Role.AUDITOR,
        "agency": "",
        "is_active": "on",
        "reason": "",
    }
    page = f"{USERS}{user.pk}/change/"
    assert "reason" in admin_page.post(page, data).context["adminform"].form.errors
    assert admin_page.post(page, data | {"reason": "转岗"}).status_code == 302
    user.refresh_from_db()
    assert user.role == Role.AUDITOR
    assert AuditEntry.objects.get(act="accounts.change_role").reason == "转岗"


def test_list_and_page_show_how_users_get_in(admin_page: Client) -> None:
    user = UserFactory(password_is_temporary=True)
    for page in (USERS, f"{USERS}{user.pk}/change/"):
        text = admin_page.get(page).content.decode()
        assert all(word in text for word in ("未设置", "未锁定", "未修改", "上次登录"))


def test_list_asks_no_more_for_more_users(
    admin_page: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    admin_page.get(USERS)
    with CaptureQueriesContext(connection) as few:
        admin_page.get(USERS)
    UserFactory.create_batch(5)
    with django_assert_num_queries(len(few)):
        admin_page.get(USERS)


def test_reset_a_second_factor(admin_page: Client) -> None:
    user = UserFactory()
    page = f"{USERS}{user.pk}/change/"
    data = {
        "display_name": user.display_name,
        "role": user.role,
        "agency": user.agency_id,
        "is_active": "on",
        "reset_second_factor": "on",
        "reason": "手机丢失",
    }
    assert admin_page.post(page, data).status_code == 302  # has none: nothing to reset
    assert not AuditEntry.objects.filter(act="accounts.reset_second_factor").exists()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert admin_page.post(page, data).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert AuditEntry.objects.get(act="accounts.reset_second_factor").reason == "手机丢失"


def test_a_former_version_of_an_account_is_shown(admin_page: Client) -> None:
    user = UserFactory()
    version = user.history.latest().pk
    page = reverse("admin:accounts_user_simple_history", args=[user.pk, version])
    assert admin_page.get(page).status_code == 200


def test_accounts_are_never_deleted(admin_page: Client) -> None:
    user = UserFactory()
    assert admin_page.post(f"{USERS}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_enter_and_change_an_agency(admin_page: Client) -> None:
    add = reverse("admin:accounts_agency_add")
    data = {
        "code": "ju",
        "name": "某局",
        "short_name": "局",
        "kind": "department",
        "uscc": "",
        "region_code": "990281",
        "is_active": "on",
        "parent": "",
    }
    assert admin_page.post(add, data).status_code == 302
    agency = Agency.objects.get(code="ju")
    change = reverse("admin:accounts_agency_change", args=[agency.pk])
    assert admin_page.post(change, data | {"short_name": "新局"}).status_code == 302
    agency.refresh_from_db()
    assert agency.short_name == "新局"
    acts = AuditEntry.objects.filter(object_type="accounts.agency").values_list("act", flat=True)
    assert sorted(acts) == ["accounts.change_agency", "accounts.create_agency"]
    assert admin_page.get(change.replace("change", "history")).status_code == 200
