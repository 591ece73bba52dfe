"""Acts on agencies and accounts: effect, one audit entry, refusals that change nothing."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import update_last_login
from django.test import Client

from credit_portal.accounts import services
from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.selectors import with_access
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.clock import now
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, Refused
from tests.factories.accounts import PASSWORD, AgencyFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db
STRONG = "Another-Word-77"


@pytest.fixture
def admin(db: None) -> User:
    return UserFactory(administrator=True)


def only_entry(act: str) -> AuditEntry:
    return AuditEntry.objects.get(act=act)


def agency_values(**changes: Any) -> dict[str, Any]:
    return {
        "code": "new-one",
        "name": "澄江市新局",
        "short_name": "新局",
        "kind": AgencyKind.DEPARTMENT,
        "parent": None,
        "uscc": "",
        "region_code": "990281",
    } | changes


def test_create_agency(admin: User) -> None:
    agency = services.create_agency(by=admin, at=now(), **agency_values())
    assert agency.history.get().history_user == admin
    assert only_entry("accounts.create_agency").after["code"] == "new-one"


@pytest.mark.parametrize("wrong", [{"region_code": "99"}, {"code": "有空格 "}, {"kind": "x"}])
def test_create_agency_refuses_wrong_values(admin: User, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        services.create_agency(by=admin, at=now(), **agency_values(**wrong))
    assert set(refused.value.fields) == set(wrong)
    assert not Agency.objects.exists()


def test_change_agency_keeps_reason_and_both_states(admin: User) -> None:
    agency = AgencyFactory(short_name="旧")
    services.change_agency(agency, by=admin, at=now(), reason="机构改革", short_name="新")
    entry = only_entry("accounts.change_agency")
    assert (entry.before["short_name"], entry.after["short_name"]) == ("旧", "新")
    assert agency.history.first().history_change_reason == "机构改革"


def test_agency_does_not_come_to_stand_below_itself(admin: User) -> None:
    top = AgencyFactory()
    below = AgencyFactory(parent=AgencyFactory(parent=top))
    with pytest.raises(Invalid, match="下属"):
        services.change_agency(top, by=admin, at=now(), parent=below)
    top.refresh_from_db()
    assert top.parent is None


def test_create_user(admin: User) -> None:
    agency = AgencyFactory()
    user = services.create_user(
        username="wang",
        display_name="王某",
        role=Role.DEPARTMENT_OFFICER,
        password=STRONG,
        agency=agency,
        by=admin,
        at=now(),
    )
    assert user.check_password(STRONG)
    assert user.password_is_temporary
    assert user.old_passwords.count() == 1
    assert only_entry("accounts.create_user").after == {
        "role": "department_officer",
        "agency": agency.name,
        "is_head": False,
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "short-A1"}, "password_weak"),
        ({"password": "onlylowercase"}, "password_weak"),
        ({"agency": None}, "agency_required"),
        ({"role": Role.ENTERPRISE}, "agency_refused"),
        ({"username": "空 格"}, "invalid"),
    ],
)
def test_create_user_refuses(admin: User, changes: dict[str, Any], code: str) -> None:
    values = {
        "username": "wang",
        "display_name": "王某",
        "role": Role.TOWN_OFFICER,
        "password": STRONG,
        "agency": AgencyFactory(),
    } | changes
    with pytest.raises(Invalid) as refused:
        services.create_user(by=admin, at=now(), **values)
    assert refused.value.code == code
    assert User.objects.get() == admin


def test_change_role(admin: User) -> None:
    user, court = UserFactory(), AgencyFactory(court=True)
    services.change_role(
        user, role=Role.COURT_OFFICER, agency=court, reason="调动", by=admin, at=now()
    )
    user.refresh_from_db()
    assert (user.role, user.agency) == (Role.COURT_OFFICER, court)
    entry = only_entry("accounts.change_role")
    assert (entry.before["role"], entry.after["role"]) == ("department_officer", "court_officer")
    assert user.history.first().history_change_reason == "调动"


def test_administrator_flag_follows_the_role(admin: User) -> None:
    user = UserFactory()
    services.change_role(
        user, role=Role.ADMINISTRATOR, agency=None, reason="任命", by=admin, at=now()
    )
    user.refresh_from_db()
    assert user.is_staff
    assert not user.is_superuser


def test_deactivate_and_activate(admin: User) -> None:
    user = UserFactory()
    services.deactivate_user(user, reason="离职", by=admin, at=now())
    with pytest.raises(Refused):
        services.deactivate_user(user, reason="离职", by=admin, at=now())
    services.activate_user(user, reason="返聘", by=admin, at=now())
    with pytest.raises(Refused):
        services.activate_user(user, reason="返聘", by=admin, at=now())
    user.refresh_from_db()
    assert user.is_active
    assert only_entry("accounts.deactivate_user").reason == "离职"
    assert only_entry("accounts.activate_user").reason == "返聘"


def test_reset_password_keeps_the_rules(admin: User) -> None:
    user = UserFactory()
    services.reset_password(user, password=STRONG, reason="遗忘", by=admin, at=now())
    user.refresh_from_db()
    assert user.check_password(STRONG)
    assert user.password_is_temporary
    assert only_entry("accounts.reset_password").after is None
    with pytest.raises(Invalid, match="最近"):
        services.reset_password(user, password=STRONG, reason="遗忘", by=admin, at=now())


def test_reset_second_factor(admin: User) -> None:
    user = UserFactory()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    services.reset_second_factor(user, reason="手机丢失", by=admin, at=now())
    assert not Authenticator.objects.filter(user=user).exists()
    only_entry("accounts.reset_second_factor")
    with pytest.raises(Refused):
        services.reset_second_factor(user, reason="手机丢失", by=admin, at=now())


def test_unlock_lets_a_locked_user_log_in_again(admin: User, client: Client) -> None:
    user = UserFactory(username=f"u{uuid4().hex}")
    wrong = {"login": user.username, "password": "wrong"}
    for _ in range(5):
        client.post("/login/", wrong)
    assert with_access(User.objects.all(), at=now()).get(pk=user.pk).is_locked_out
    services.unlock_user(user, reason="本人来电", by=admin, at=now())
    assert not with_access(User.objects.all(), at=now()).get(pk=user.pk).is_locked_out
    assert client.post("/login/", wrong | {"password": PASSWORD}).status_code == 302
    assert only_entry("accounts.unlock_user").reason == "本人来电"
    with pytest.raises(Refused):
        services.unlock_user(user, reason="本人来电", by=admin, at=now())


def test_a_lock_ends_by_itself_and_is_one_users_own(client: Client) -> None:
    user = UserFactory(username=f"u{uuid4().hex}")
    for _ in range(5):
        client.post("/login/", {"login": user.username, "password": "wrong"})
    UserFactory()
    later = now() + settings.PORTAL_LOGIN_LOCK
    assert with_access(User.objects.all(), at=now()).filter(is_locked_out=True).get() == user
    assert not with_access(User.objects.all(), at=later).filter(is_locked_out=True).exists()


def test_administer_user_does_only_what_differs(admin: User) -> None:
    user = UserFactory()
    wanted = {
        "display_name": "新名",
        "phone": user.phone,
        "role": user.role,
        "agency": user.agency,
        "is_head": False,
        "is_active": False,
        "new_password": "",
        "reset_second_factor": False,
        "unlock": False,
    }
    services.administer_user(user, reason="整理", by=admin, at=now(), **wanted)
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert acts == {"accounts.change_profile", "accounts.deactivate_user"}


Act = Callable[[User, User, str], object]
ON_OTHERS: list[Act] = [
    lambda user, by, reason: services.change_role(
        user, role=Role.AUDITOR, agency=None, reason=reason, by=by, at=now()
    ),
    lambda user, by, reason: services.deactivate_user(user, reason=reason, by=by, at=now()),
    lambda user, by, reason: services.reset_second_factor(user, reason=reason, by=by, at=now()),
]
ON_A_USER: list[Act] = [
    *ON_OTHERS,
    lambda user, by, reason: services.change_profile(
        user, display_name="新名", phone="", reason=reason, by=by, at=now()
    ),
    lambda user, by, reason: services.activate_user(user, reason=reason, by=by, at=now()),
    lambda user, by, reason: services.reset_password(
        user, password=STRONG, reason=reason, by=by, at=now()
    ),
    lambda user, by, reason: services.unlock_user(user, reason=reason, by=by, at=now()),
]


@pytest.mark.parametrize("act", ON_A_USER)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_manage_accounts(act: Act, role: Role) -> None:
    user = UserFactory()
    with pytest.raises(NotAllowed):
        act(user, user_with(role), "整理")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("act", ON_A_USER)
def test_every_change_of_an_account_says_why(admin: User, act: Act) -> None:
    with pytest.raises(Invalid) as refused:
        act(UserFactory(), admin, " ")
    assert refused.value.code == "reason_required"
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("act", ON_OTHERS)
def test_nobody_acts_on_the_own_account(admin: User, act: Act) -> None:
    with pytest.raises(DomainError) as refused:
        act(admin, admin, "整理")
    assert refused.value.code == "own_account"


def test_login_writes_no_history(admin: User) -> None:
    update_last_login(sender=None, user=admin)
    assert admin.history.count() == 1
    admin.save()
    assert admin.history.count() == 2
