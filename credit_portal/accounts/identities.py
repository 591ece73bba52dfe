"""Logging in with a real name: one user for each person at a provider, and what they represent."""

from datetime import datetime

from django.db import IntegrityError, transaction

from credit_portal.accounts.choices import Role
from credit_portal.accounts.claims import Claims
from credit_portal.accounts.mandates import confirm_representations
from credit_portal.accounts.models import RealNameIdentity, User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.crypto import blind_index
from credit_portal.shared.errors import NotAllowed
from credit_portal.shared.history import save_with_history

PROVIDER = SystemActor("统一认证")
USERNAME_DIGITS = 20


def identify(*, claims: Claims, at: datetime) -> User:
    """The user of the person who logged in at a provider, made at the first login.

    Whoever they are, they are an enterprise user: officials log in with password and second
    factor, and no claim leads to their accounts.

    Raises:
        NotAllowed: the account is closed or an official's, or the provider gave the subject to
            somebody else.
    """
    with transaction.atomic():
        identity = _locked(claims) or _opened(claims, at)
        _guard(identity, claims)
        _keep(identity, claims, at)
        if identity.is_verified:
            confirm_representations(user=identity.user, usccs=claims.represents, by=PROVIDER, at=at)
    return identity.user


def _locked(claims: Claims) -> RealNameIdentity | None:
    rows = RealNameIdentity.objects.select_for_update(of=("self",)).select_related("user")
    return rows.filter(provider=claims.provider, subject=claims.subject).first()


def _opened(claims: Claims, at: datetime) -> RealNameIdentity:
    """The first login; of two at once, the later one takes what the earlier one made."""
    key = f"{claims.provider}\n{claims.subject}"
    user = User(
        username=f"rn-{blind_index(key)[:USERNAME_DIGITS]}", role=Role.ENTERPRISE,
        display_name=claims.name or "未实名用户",
    )  # fmt: skip
    user.set_unusable_password()
    identity = RealNameIdentity(
        user=user, provider=claims.provider, subject=claims.subject,
        assurance=claims.assurance, verified_at=at,
    )  # fmt: skip
    _fill(identity, claims)
    try:
        with transaction.atomic():
            save_with_history(user, by=PROVIDER, at=at)
            audit.save_and_record(
                identity, act="accounts.open_identity", by=PROVIDER, at=at,
                after={"provider": claims.provider, "assurance": int(claims.assurance)},
            )  # fmt: skip
    except IntegrityError:
        made = _locked(claims)
        if made is None:
            raise
        return made
    return identity


def _guard(identity: RealNameIdentity, claims: Claims) -> None:
    user = identity.user
    if not user.is_active or user.role != Role.ENTERPRISE:
        raise NotAllowed("identity_closed", "该账号已停用，请联系信用主管部门。")
    number = claims.id_number
    if number and identity.id_index and identity.id_index != blind_index(number):
        raise NotAllowed(
            "identity_changed", "该认证账号对应的身份证件号码与以往不同，为保护企业信息暂不能登录，"
            "请持身份证件到政务服务窗口核实。",
        )  # fmt: skip


def _keep(identity: RealNameIdentity, claims: Claims, at: datetime) -> None:
    """What the provider says today; a name proved once is not lost at a weaker login."""
    before = (identity.name, identity.assurance, bool(identity.id_index))
    _fill(identity, claims)
    identity.assurance, identity.verified_at = claims.assurance, at
    if before == (identity.name, identity.assurance, bool(identity.id_index)):
        RealNameIdentity.objects.filter(pk=identity.pk).update(verified_at=at)
        return
    if identity.user.display_name != identity.name and identity.name:
        identity.user.display_name = identity.name
        save_with_history(identity.user, by=PROVIDER, at=at)
    audit.save_and_record(
        identity, act="accounts.change_identity", by=PROVIDER, at=at,
        before={"assurance": before[1]}, after={"assurance": int(identity.assurance)},
    )  # fmt: skip


def _fill(identity: RealNameIdentity, claims: Claims) -> None:
    if claims.id_number:
        identity.name, identity.id_number = claims.name, claims.id_number
        identity.id_index = blind_index(claims.id_number)
    elif not identity.id_index:
        identity.name = claims.name
