"""Logging in: second factor, lock-out, time-outs, forced set-up, no sign-up."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from credit_portal.accounts.choices import OFFICIAL_ROLES, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.services import create_user
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from tests.factories.accounts import PASSWORD, UserFactory, user_with

pytestmark = pytest.mark.django_db
LOGIN = "/login/"


@pytest.fixture
def officer(db: None) -> User:
    """A new name each time: failures are counted by name, in a cache that outlives a test."""
    return UserFactory(username=f"u{uuid4().hex}")


@pytest.fixture
def second_factor_required(settings: Settings) -> None:
    settings.PORTAL_SECOND_FACTOR_REQUIRED = True


def log_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": user.username, "password": password})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.LEAD_OFFICER, "/desk/"),
        (Role.WINDOW_OFFICER, "/desk/"),
        (Role.ENTERPRISE, "/my/"),
        (Role.AUDITOR, "/desk/audit/"),
        (Role.ADMINISTRATOR, "/admin/"),
    ],
)
def test_each_role_starts_on_its_own_face(client: Client, role: Role, start: str) -> None:
    assert log_in(client, user_with(role)).url == start
    assert AuditEntry.objects.filter(act="accounts.log_in").count() == 1


def test_login_goes_where_one_wanted_to_go(client: Client, officer: User) -> None:
    wanted = reverse("jobs:list")
    response = client.get(wanted)
    assert response.url == f"{LOGIN}?next={wanted}"
    data = {"login": officer.username, "password": PASSWORD, "next": wanted}
    assert client.post(response.url, data).url == wanted


@pytest.fixture
def secret(
    client: Client,
    officer: User,
    second_factor_required: None,
    django_capture_on_commit_callbacks: Any,
) -> str:
    """The officer's first login: nothing opens before the authenticator is set up."""
    log_in(client, officer)
    setup = reverse("mfa_activate_totp")
    assert client.get(reverse("jobs:list")).url == setup
    page = client.get(setup, follow=True)
    if page.redirect_chain:  # the password is asked for once more
        confirm = page.request["PATH_INFO"]
        page = client.post(confirm, {"password": PASSWORD, "next": setup}, follow=True)
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(setup, {"code": code_for(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return secret


def test_setting_up_opens_the_desk(client: Client, secret: str) -> None:
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    assert client.get(reverse("jobs:list")).status_code == 200
    assert AuditEntry.objects.filter(act="accounts.set_second_factor").count() == 1


def test_next_login_asks_for_a_code(officer: User, secret: str) -> None:
    fresh = Client()
    ask = log_in(fresh, officer).url
    assert ask == reverse("mfa_authenticate")
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        fresh.post(ask, {"code": "000000"})
        assert not is_logged_in(fresh)
        assert fresh.post(ask, {"code": code_for(secret)}).url == "/desk/"
    assert is_logged_in(fresh)
    assert AuditEntry.objects.filter(act="accounts.fail_second_factor").count() == 1


def test_code_is_not_guessed(officer: User, secret: str) -> None:
    fresh = Client()
    ask = log_in(fresh, officer).url
    for _ in range(5):
        fresh.post(ask, {"code": "000000"})
    response = fresh.post(ask, {"code": code_for(secret)})
    assert "已暂时锁定" in response.content.decode()
    assert not is_logged_in(fresh)


def test_recovery_code_logs_in_once(client: Client, officer: User, secret: str) -> None:
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for works in (True, False):
        fresh = Client()
        fresh.post(log_in(fresh, officer).url, {"code": code})
        assert is_logged_in(fresh) is works


def test_secret_of_the_authenticator_lies_encrypted(officer: User, secret: str) -> None:
    totp = Authenticator.objects.get(user=officer, type=Authenticator.Type.TOTP)
    assert totp.data["secret"].startswith("sm4-gcm:")


@pytest.mark.parametrize("role", Role)
def test_every_official_must_set_up_a_second_factor(
    client: Client, role: Role, second_factor_required: None
) -> None:
    client.force_login(user_with(role))
    response = client.get(reverse("jobs:list"))
    forced = getattr(response, "url", "") == reverse("mfa_activate_totp")
    assert forced is (role in OFFICIAL_ROLES)


def test_official_does_not_switch_the_second_factor_off(
    client: Client, officer: User, second_factor_required: None
) -> None:
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": "x"})
    log_in(client, officer)
    client.force_login(officer)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=officer).exists()


def test_lock_out_after_five_failures_and_its_end(client: Client, officer: User) -> None:
    for _ in range(4):
        response = log_in(client, officer, "wrong")
        assert response.status_code == 200
    assert log_in(client, officer, "wrong").status_code == 429
    locked = log_in(client, officer)
    assert locked.status_code == 429
    assert "30 分钟" in locked.content.decode()
    assert not is_logged_in(client)
    assert AuditEntry.objects.filter(act="accounts.fail_login").count() >= 5
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        log_in(client, officer)
    assert is_logged_in(client)


def test_a_lock_keeps_nobody_out_elsewhere(client: Client, officer: User) -> None:
    for _ in range(6):
        log_in(client, officer, "wrong")
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    log_in(elsewhere, officer)
    assert is_logged_in(elsewhere)
    assert log_in(client, officer).status_code == 429


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [("203.0.113.9, 198.51.100.7", "198.51.100.7"), ("unknown", "127.0.0.1"), ("", "127.0.0.1")],
)
def test_a_failure_is_kept_with_the_address(
    client: Client, officer: User, settings: Settings, forwarded: str, address: str
) -> None:
    settings.PORTAL_BEHIND_PROXY = True
    wrong = {"login": officer.username, "password": "wrong"}
    client.post(LOGIN, wrong, headers={"X-Forwarded-For": forwarded})
    assert AccessAttempt.objects.get().ip_address == address


@pytest.mark.parametrize("spread", ["names", "addresses"])
def test_many_failures_at_large_slow_down(spread: str, settings: Settings, officer: User) -> None:
    settings.PORTAL_LOGIN_FAILURES_AT_LARGE = 6
    home = "198.51.100.1"
    for number in range(6):
        user = officer if spread == "addresses" else User(username=f"n{uuid4().hex}")
        address = home if spread == "names" else f"198.51.100.{number + 10}"
        log_in(Client(REMOTE_ADDR=address), user, "wrong")
    client = Client(REMOTE_ADDR=home)
    assert "尝试次数过多" in log_in(client, officer).content.decode()
    with time_machine.travel(now() + settings.PORTAL_LOGIN_PAUSE, tick=False):
        log_in(client, officer)
    assert is_logged_in(client)


def test_known_and_unknown_names_are_answered_alike(client: Client, officer: User) -> None:
    """No user enumeration: same sentence, same lock-out."""
    unknown = User(username=f"nobody{uuid4().hex}")
    closed = UserFactory(username=f"c{uuid4().hex}", is_active=False)
    for _ in range(4):
        answers = [log_in(client, user, "wrong") for user in (officer, unknown, closed)]
        errors = [answer.context["form"].errors.as_text() for answer in answers]
        assert len(set(errors)) == 1
        assert "用户名或密码不正确" in errors[0]
    statuses = {log_in(client, user, "wrong").status_code for user in (officer, unknown, closed)}
    assert statuses == {429}


def test_closed_account_does_not_log_in(client: Client) -> None:
    log_in(client, UserFactory(username=f"c{uuid4().hex}", is_active=False))
    assert not is_logged_in(client)


def test_session_ends_after_idle_time(client: Client, officer: User) -> None:
    client.force_login(officer)
    page, began = reverse("jobs:list"), now()
    assert client.get(page).status_code == 200
    for minutes, expected in ((29, 200), (58, 200), (89, 302)):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert client.get(page).status_code == expected
    assert not is_logged_in(client)


def test_session_ends_after_its_longest_duration(client: Client, officer: User) -> None:
    client.force_login(officer)
    page, began = reverse("jobs:list"), now()
    for minutes in range(0, 8 * 60, 20):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert client.get(page).status_code == 200
    with time_machine.travel(began + timedelta(minutes=8 * 60 + 1), tick=False):
        assert client.get(page).status_code == 302


def test_ended_session_leads_a_fragment_to_the_login(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = reverse("jobs:list")
    client.get(page)
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        response = client.get(page, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == LOGIN


def test_expired_password_must_be_changed(client: Client, officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(password_changed_at=now() - timedelta(days=91))
    client.force_login(officer)
    change = reverse("account_change_password")
    assert client.get(reverse("jobs:list")).url == change
    new = "Quite-New-2027"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(change, data)
    assert client.get(reverse("jobs:list")).status_code == 200
    assert AuditEntry.objects.filter(act="accounts.change_password").count() == 1


@pytest.fixture
def newcomer(db: None) -> User:
    """Opened by an administrator, who therefore knows the password."""
    return create_user(
        username=f"n{uuid4().hex}",
        display_name="新人",
        role=Role.AUDITOR,
        password=PASSWORD,
        by=SystemActor("测试"),
        at=now(),
    )


def test_first_password_is_changed_before_anything_else(client: Client, newcomer: User) -> None:
    change = reverse("account_change_password")
    start = log_in(client, newcomer).url
    page = client.get(start, follow=True)
    assert page.redirect_chain == [(change, 302)]
    assert "修改初始密码" in page.content.decode()

    data = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert "最近 5 次" in client.post(change, data).content.decode()
    short = data | dict.fromkeys(["password1", "password2"], "Short-1")
    assert "密码太短，至少 10 个字符。" in client.post(change, short).content.decode()
    assert client.get(start).url == change

    response = client.post(change, data | dict.fromkeys(["password1", "password2"], "My-Own-2027"))
    assert response.url == start
    assert client.get(start).status_code == 200
    assert AuditEntry.objects.filter(act="accounts.change_password").count() == 1


def test_second_factor_comes_after_the_password(
    client: Client, newcomer: User, second_factor_required: None
) -> None:
    client.force_login(newcomer)
    assert client.get(reverse("audit:list")).url == reverse("account_change_password")
    User.objects.filter(pk=newcomer.pk).update(password_is_temporary=False)
    assert client.get(reverse("audit:list")).url == reverse("mfa_activate_totp")


def test_last_passwords_are_not_taken_again(client: Client, officer: User) -> None:
    client.force_login(officer)
    change = reverse("account_change_password")

    def change_to(old: str, new: str) -> str:
        data = {"oldpassword": old, "password1": new, "password2": new}
        return client.post(change, data).content.decode()

    used = [f"Spring-Word-{n}" for n in range(4)]
    current = PASSWORD
    for word in used:
        change_to(current, word)
        current = word
    assert "最近 5 次" in change_to(current, used[0])
    officer.refresh_from_db()
    assert officer.check_password(current)


@pytest.mark.parametrize("path", ["/signup/", "/account/signup/", "/account/password/reset/"])
def test_no_sign_up_and_no_self_service_reset(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ],
)
def test_account_pages_are_in_chinese(client: Client, officer: User, name: str) -> None:
    """No English sentence of allauth shows through."""
    client.post(LOGIN, {"login": officer.username, "password": PASSWORD})
    page = client.get(reverse(name), follow=True).content.decode()
    for english in ("Sign", "Password", "Code", "Confirm", "Are you sure", "authenticator"):
        assert f">{english}" not in page
        assert f'placeholder="{english}' not in page
