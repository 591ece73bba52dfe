"""Acts on agencies and accounts. Administrators do them in ``/admin/``; each is audited once."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from credit_portal.accounts.choices import AGENCY_ROLES, Role
from credit_portal.accounts.models import Agency, RealNameIdentity, User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused

PLACE = ("role", "agency", "is_head")
AGENCY_FIELDS = (
    "code",
    "name",
    "short_name",
    "kind",
    "parent_id",
    "uscc",
    "region_code",
    "is_market_supervision",
    "is_active",
)


@transaction.atomic
def create_agency(*, by: Actor, at: datetime, **values: Any) -> Agency:
    """Enter an agency into the tree."""
    guard_administrator(by)
    agency = Agency(**values)
    _check(agency)
    audit.save_and_record(agency, act="accounts.create_agency", by=by, at=at, after=_fields(agency))
    return agency


@transaction.atomic
def change_agency(
    agency: Agency, *, by: Actor, at: datetime, reason: str = "", **values: Any
) -> Agency:
    """Change an agency; it cannot come to stand below itself."""
    guard_administrator(by)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    before = _fields(agency)
    for name, value in values.items():
        setattr(agency, name, value)
    _check(agency)
    if agency.parent_id and Agency.objects.within(agency).filter(pk=agency.parent_id).exists():
        raise Invalid("agency_loop", "上级机构不能是本机构或其下属机构。")
    audit.save_and_record(
        agency, act="accounts.change_agency", by=by, at=at, reason=reason, before=before,
        after=_fields(agency),
    )  # fmt: skip
    return agency


@transaction.atomic
def create_user(
    *,
    username: str,
    display_name: str,
    role: Role,
    password: str,
    agency: Agency | None = None,
    phone: str = "",
    is_head: bool = False,
    password_is_temporary: bool = True,
    by: Actor,
    at: datetime,
) -> User:
    """Open an account with a first password that keeps the rules and that the user replaces."""
    guard_administrator(by)
    _guard_agency(role, agency)
    user = User(
        username=username, display_name=display_name, role=role, agency=agency, phone=phone,
        is_head=is_head,
    )  # fmt: skip
    _set_password(user, password, is_temporary=password_is_temporary)
    _check(user)
    audit.save_and_record(user, act="accounts.create_user", by=by, at=at, after=_place(user))
    return user


@transaction.atomic
def change_profile(
    user: User, *, display_name: str, phone: str, reason: str, by: Actor, at: datetime
) -> User:
    """Correct the name or the telephone number of a user."""
    _guard_change(by, reason)
    user = _locked(user)
    before = {"display_name": user.display_name}
    user.display_name, user.phone = display_name, phone
    audit.save_and_record(
        user, act="accounts.change_profile", by=by, at=at, reason=reason, before=before,
        after={"display_name": display_name},
    )  # fmt: skip
    return user


@transaction.atomic
def change_role(
    user: User, *, role: Role, agency: Agency | None, is_head: bool = False, reason: str, by: Actor,
    at: datetime,
) -> User:  # fmt: skip
    """Give a user another role, agency or the head's place in it; nobody does it to themselves
    (三员分立)."""
    _guard_change(by, reason)
    _guard_not_self(user, by)
    _guard_agency(role, agency)
    user = _locked(user)
    before = _place(user)
    if role != Role.ENTERPRISE and RealNameIdentity.objects.filter(user=user).exists():
        raise Refused("real_named", "实名登录的账号只能是经营主体，工作人员请另开账号。")
    user.role, user.agency, user.is_head = role, agency, is_head
    _check(user)
    audit.save_and_record(
        user, act="accounts.change_role", by=by, at=at, reason=reason, before=before,
        after=_place(user),
    )  # fmt: skip
    return user


@transaction.atomic
def deactivate_user(user: User, *, reason: str, by: Actor, at: datetime) -> User:
    """Close an account: it keeps its past and can no longer log in."""
    _guard_change(by, reason)
    _guard_not_self(user, by)
    user = _locked(user)
    if not user.is_active:
        raise Refused("user_inactive", "该用户已停用。")
    user.is_active = False
    audit.save_and_record(user, act="accounts.deactivate_user", by=by, at=at, reason=reason)
    return user


@transaction.atomic
def activate_user(user: User, *, reason: str, by: Actor, at: datetime) -> User:
    """Open a closed account again."""
    _guard_change(by, reason)
    user = _locked(user)
    if user.is_active:
        raise Refused("user_active", "该用户未停用。")
    user.is_active = True
    audit.save_and_record(user, act="accounts.activate_user", by=by, at=at, reason=reason)
    return user


@transaction.atomic
def reset_password(user: User, *, password: str, reason: str, by: Actor, at: datetime) -> User:
    """Set a password for a user who has lost it, to be replaced at the next login.

    Running sessions end with the old one.
    """
    _guard_change(by, reason)
    _guard_not_self(user, by)
    user = _locked(user)
    _set_password(user, password, is_temporary=True)
    audit.save_and_record(user, act="accounts.reset_password", by=by, at=at, reason=reason)
    return user


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, by: Actor, at: datetime) -> User:
    """Remove a lost authenticator; the next login sets up a new one."""
    _guard_change(by, reason)
    _guard_not_self(user, by)
    user = _locked(user)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise Refused("no_second_factor", "该用户尚未设置第二因素。")
    audit.record(by=by, act="accounts.reset_second_factor", obj=user, reason=reason, at=at)
    return user


@transaction.atomic
def unlock_user(user: User, *, reason: str, by: Actor, at: datetime) -> User:
    """Forget the failed log-ins that lock a user out, before the lock ends by itself."""
    _guard_change(by, reason)
    user = _locked(user)
    if not forget_failures(username=user.username):
        raise Refused("not_locked_out", "该用户未被锁定。")
    audit.record(by=by, act="accounts.unlock_user", obj=user, reason=reason, at=at)
    return user


@transaction.atomic
def administer_user(user: User, *, reason: str, by: Actor, at: datetime, **wanted: Any) -> None:
    """Do what a page of the back office asks for: each difference is an act of its own."""
    now_is = User.objects.get(pk=user.pk)
    act: dict[str, Any] = {"reason": reason, "by": by, "at": at}
    name, phone = wanted["display_name"], wanted["phone"]
    if (name, phone) != (now_is.display_name, now_is.phone):
        change_profile(user, display_name=name, phone=phone, **act)
    place = {name: wanted[name] for name in PLACE}
    if place != {name: getattr(now_is, name) for name in PLACE}:
        change_role(user, **place, **act)
    if wanted["is_active"] != now_is.is_active:
        (activate_user if wanted["is_active"] else deactivate_user)(user, **act)
    if wanted["new_password"]:
        reset_password(user, password=wanted["new_password"], **act)
    if wanted["reset_second_factor"]:
        reset_second_factor(user, **act)
    if wanted["unlock"]:
        unlock_user(user, **act)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def guard_administrator(by: Actor) -> None:
    """Accounts are the administrator's alone, and the portal's own when it builds the demo city."""
    if isinstance(by, User) and by.role != Role.ADMINISTRATOR:
        raise NotAllowed("administrator_only", "只有系统管理员可以管理机构与用户。")


def _guard_change(by: Actor, reason: str) -> None:
    """A change of somebody's account always says why."""
    guard_administrator(by)
    if not reason.strip():
        raise Invalid("reason_required", "请写明变更理由。", {"reason": "请写明变更理由。"})


def _guard_not_self(user: User, by: Actor) -> None:
    if by.actor_id == user.pk:
        raise NotAllowed("own_account", "不能对自己的账号执行此操作，请由另一名系统管理员办理。")


def _guard_agency(role: Role, agency: Agency | None) -> None:
    if role in AGENCY_ROLES and agency is None:
        raise Invalid("agency_required", "该角色须有所属机构。", {"agency": "请选择所属机构。"})
    if role == Role.ENTERPRISE and agency is not None:
        raise Invalid("agency_refused", "经营主体用户不属于任何机构。", {"agency": "请留空。"})


def _set_password(user: User, password: str, *, is_temporary: bool) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        sentence = "".join(error.messages)
        raise Invalid("password_weak", sentence, {"password": sentence}) from error
    user.set_password(password)
    user.password_is_temporary = is_temporary


def _check(instance: Agency | User) -> None:
    try:
        instance.full_clean()
    except ValidationError as error:
        fields = {name: "".join(texts) for name, texts in error.message_dict.items()}
        raise Invalid("invalid", "".join(fields.values()), fields) from error


def _place(user: User) -> dict[str, Any]:
    """Role and agency; the name of the agency is unique and tells a reader more than its code."""
    return {"role": user.role, "agency": str(user.agency or ""), "is_head": user.is_head}


def _fields(agency: Agency) -> dict[str, Any]:
    return {name: getattr(agency, name) for name in AGENCY_FIELDS}
