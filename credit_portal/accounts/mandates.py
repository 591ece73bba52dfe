"""For whom an enterprise user acts: granted after a check, ended with a reason.

The business is named by its code, as on the papers; the register stands above this room.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from credit_portal.accounts.choices import MandateKind, MandateOrigin, MandateScope, Role
from credit_portal.accounts.events import MandateEnded, MandateGranted
from credit_portal.accounts.models import Mandate, User
from credit_portal.accounts.services import guard_administrator
from credit_portal.accounts.viewers import mandates_of
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of

REPRESENTATIVE = MandateKind.LEGAL_REPRESENTATIVE
REPLACED = "法定代表人（负责人）已变更。"
EXPIRED = "有效期已满。"
NOT_CONFIRMED = "统一认证平台不再确认其为法定代表人（负责人）。"
CONFIRMED = "统一认证平台确认其为法定代表人（负责人）。"
ENDING_OFFICERS = frozenset({Role.ADMINISTRATOR, Role.WINDOW_OFFICER})


def grant_mandate(
    *, user: User, uscc: str, reason: str, by: Actor, at: datetime, until_on: date | None = None,
    kind: MandateKind = MandateKind.AGENT, scope: MandateScope = MandateScope.ALL,
) -> Mandate:  # fmt: skip
    """An administrator lets an enterprise user see and act for a business.

    Args:
        reason: which papers were checked (营业执照、授权委托书、本人身份证件).
        until_on: the first day on which it no longer holds.

    Raises:
        Refused: the user acts for this business already.
        Invalid: the user is no enterprise user, or no reason is given.
    """
    guard_administrator(by)
    reason = required(reason, "reason", "核验情况")
    mandate = Mandate(
        user=user, uscc=uscc, until_on=until_on, kind=kind, scope=scope, reason=reason,
        origin=MandateOrigin.ADMINISTRATOR, granted_by=user_of(by),
    )  # fmt: skip
    return enter_mandate(mandate, by=by, at=at)


@transaction.atomic
def enter_mandate(
    mandate: Mandate, *, by: Actor, at: datetime, act: str = "accounts.grant_mandate"
) -> Mandate:
    """Begin a mandate that somebody vouched for; a new legal representative ends the old one, and
    one that is past its day makes room.

    Raises:
        Refused: the user acts for this business already.
        Invalid: the user is no enterprise user.
    """
    if mandate.user.role != Role.ENTERPRISE:
        sentence = "只有经营主体用户可以关联经营主体。"
        raise Invalid("not_an_enterprise_user", sentence, {"user": sentence})
    if mandate.kind == REPRESENTATIVE:
        mandate.scope = MandateScope.ALL
        others = Mandate.objects.of_representatives().filter(uscc=mandate.uscc, ended_at=None)
        for other in others.exclude(user=mandate.user).select_for_update(of=("self",)):
            _end(other, REPLACED, by, at)
    mandate.granted_at = at
    standing = Mandate.objects.filter(user=mandate.user, uscc=mandate.uscc, ended_at=None)
    for other in standing.filter(until_on__lte=timezone.localdate(at)).select_for_update(
        of=("self",)
    ):
        _end(other, EXPIRED, by, at)
    try:
        with transaction.atomic():
            audit.save_and_record(
                mandate, act=act, by=by, at=at, reason=mandate.reason, after=_told(mandate)
            )
    except IntegrityError as error:
        raise Refused("mandate_exists", "该用户已经关联这个经营主体。") from error
    publish(MandateGranted(mandate.pk))
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    """Take a mandate back, or give it back; what was done under it stands.

    Raises:
        NotVisible: it concerns a business that the user does not represent.
        NotAllowed: the user's role carries no mandates.
        Refused: it has ended already.
        Invalid: no reason is given.
    """
    reason = required(reason, "reason", "终止理由")
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    _guard_end(mandate, by)
    if mandate.ended_at:
        raise Refused("mandate_ended", "该关联已经终止。")
    return _end(mandate, reason, by, at)


@transaction.atomic
def confirm_representations(*, user: User, usccs: Collection[str], by: Actor, at: datetime) -> None:
    """What the identity provider says the user represents: new ones begin, others end.

    An agent who became the legal representative exchanges the one mandate for the other.
    """
    own = Mandate.objects.filter(user=user, ended_at=None).select_for_update(of=("self",))
    held = {mandate.uscc: mandate for mandate in own}
    for uscc, mandate in held.items():
        is_promoted = uscc in usccs and mandate.kind == MandateKind.AGENT
        is_gone = uscc not in usccs and mandate.origin == MandateOrigin.PROVIDER
        if is_promoted or is_gone:
            _end(mandate, CONFIRMED if is_promoted else NOT_CONFIRMED, by, at)
    standing = {uscc for uscc, mandate in held.items() if mandate.ended_at is None}
    for uscc in sorted(set(usccs) - standing):
        mandate = Mandate(
            user=user, uscc=uscc, kind=REPRESENTATIVE, origin=MandateOrigin.PROVIDER,
            reason=CONFIRMED,
        )  # fmt: skip
        enter_mandate(mandate, by=by, at=at)


@transaction.atomic
def replace_representative(*, mandate: Mandate, by: Actor, at: datetime) -> None:
    """The register names another legal representative; safe to run twice."""
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if mandate.ended_at is None:
        _end(mandate, REPLACED, by, at)


def represents(user: User, uscc: str) -> bool:
    """Whether the user is the legal representative, today."""
    return mandates_of(user).of_representatives().filter(uscc=uscc).exists()


def named_by(mandate: Mandate, on: date) -> list[Mandate]:
    """The agents whom a representative named; they stay when the representative goes."""
    rows = Mandate.objects.in_force(on).filter(
        uscc=mandate.uscc, kind=MandateKind.AGENT, granted_by=mandate.user
    )
    return list(rows.select_related("user"))


def _end(mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    mandate.ended_at, mandate.end_reason = at, reason
    after: dict[str, object] = {"uscc": mandate.uscc}
    if mandate.kind == REPRESENTATIVE:
        staying = named_by(mandate, timezone.localdate(at))
        after["agents_staying"] = [agent.pk for agent in staying]
    audit.save_and_record(
        mandate, act="accounts.end_mandate", by=by, at=at, reason=reason, after=after
    )
    publish(MandateEnded(mandate.pk))
    return mandate


def _guard_end(mandate: Mandate, by: Actor) -> None:
    """Officers who check papers, whoever holds it, and the representative of the business."""
    if not isinstance(by, User) or by.role in ENDING_OFFICERS or mandate.user_id == by.pk:
        return
    if by.role != Role.ENTERPRISE:
        raise NotAllowed("role_not_allowed", "授权由法定代表人、政务服务窗口或者系统管理员终止。")
    if mandate.kind == REPRESENTATIVE or not represents(by, mandate.uscc):
        raise NotVisible


def _told(mandate: Mandate) -> dict[str, object]:
    return {
        "uscc": mandate.uscc,
        "kind": mandate.kind,
        "scope": mandate.scope,
        "origin": mandate.origin,
        "until_on": mandate.until_on and mandate.until_on.isoformat(),
    }
