"""检查人员名录 and the interests that keep an inspector away from a business."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused, required
from entities.models import Entity
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.models import DeclaredInterest, Inspector
from supervision.services.steps import day_of, locked, require_inspecting

MOST_YEARS = 20  # no certificate is issued for longer: a slip of the hand


def register_inspector(
    *, user: User, certificate: str, valid_until: date, by: Actor, at: datetime,
    speciality: str = "",
) -> Inspector:  # fmt: skip
    """Enter an officer of an agency into the pool.

    Raises:
        Refused: the officer or the certificate stands in it already.
        Invalid: no officer of an agency, or the certificate has run out.
    """
    certificate = required(certificate, "certificate", "执法证号")
    if user.agency is None or user.role not in INSPECTING_ROLES:
        raise Invalid(
            "no_officer", "只有办理检查的工作人员可以进入名录。", {"user": "不是办理检查的人员。"}
        )
    if valid_until < day_of(at):
        sentence = "执法证已经过期。"
        raise Invalid("certificate_expired", sentence, {"valid_until": sentence})
    _require_likely(valid_until, at)
    require_inspecting(by, user.agency)
    inspector = Inspector(
        user=user, agency=user.agency, certificate=certificate, valid_until=valid_until,
        speciality=speciality,
    )  # fmt: skip
    try:
        with transaction.atomic():
            _save(inspector, "register_inspector", by, at)
    except IntegrityError as error:
        raise Refused("already_inspector", "该人员或该执法证号已在名录中。") from error
    return inspector


def renew_certificate(
    *, inspector: Inspector, valid_until: date, by: Actor, at: datetime
) -> Inspector:
    """The certificate holds longer.

    Raises:
        Refused: the inspector has left the pool.
        Invalid: the new day is not later.
    """
    with transaction.atomic():
        inspector = _in_pool(inspector, by)
        if valid_until <= inspector.valid_until:
            sentence = "新的有效期必须晚于原有效期。"
            raise Invalid("not_later", sentence, {"valid_until": sentence})
        _require_likely(valid_until, at)
        inspector.valid_until = valid_until
        _save(inspector, "renew_certificate", by, at)
    return inspector


def remove_inspector(*, inspector: Inspector, reason: str, by: Actor, at: datetime) -> Inspector:
    """Out of the pool from today; past visits keep the name.

    Raises:
        Refused: the inspector has left already.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        inspector = _in_pool(inspector, by)
        inspector.left_on = day_of(at)
        _save(inspector, "remove_inspector", by, at, reason)
    return inspector


def declare_interest(
    *, inspector: Inspector, entity: Entity, nature: str, by: Actor, at: datetime
) -> DeclaredInterest:
    """The inspector is not drawn for this business any more.

    Raises:
        Refused: declared already, or the inspector has left.
        Invalid: the relation is not named.
    """
    nature = required(nature, "nature", "关系")
    try:
        with transaction.atomic():
            inspector = _in_pool(inspector, by)
            interest = DeclaredInterest.objects.create(
                inspector=inspector, entity=entity, nature=nature, declared_at=at
            )
            _audit_interest(interest, "declare_interest", by, at)
    except IntegrityError as error:
        raise Refused("already_declared", "已申报过与该主体的利害关系。") from error
    return interest


def end_interest(
    *, interest: DeclaredInterest, reason: str, by: Actor, at: datetime
) -> DeclaredInterest:
    """The relation is over.

    Raises:
        Refused: it was ended already.
        NotAllowed: the inspector's own: whoever stood back does not let himself in again.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        interest = locked(interest, "inspector__agency", "entity")
        require_inspecting(by, interest.inspector.agency)
        if interest.inspector.user_id == by.actor_id:
            raise NotAllowed("own_interest", "利害关系须由检查人员本人以外的人员解除。")
        if interest.ended_at is not None:
            raise Refused("already_ended", "该利害关系已经解除。")
        interest.ended_at, interest.ended_reason = at, reason
        interest.save(update_fields=["ended_at", "ended_reason"])
        _audit_interest(interest, "end_interest", by, at, reason)
    return interest


def _require_likely(valid_until: date, at: datetime) -> None:
    if valid_until.year > at.year + MOST_YEARS:
        sentence = f"请核对有效期：不应超过今后 {MOST_YEARS} 年。"
        raise Invalid("certificate_too_long", sentence, {"valid_until": sentence})


def _in_pool(inspector: Inspector, by: Actor) -> Inspector:
    inspector = locked(inspector, "agency", "user")
    require_inspecting(by, inspector.agency)
    if inspector.left_on is not None:
        raise Refused("not_in_pool", "该人员已退出名录。")
    return inspector


def _save(inspector: Inspector, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        inspector, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "certificate": inspector.certificate, "valid_until": str(inspector.valid_until),
        },
    )  # fmt: skip


def _audit_interest(
    interest: DeclaredInterest, act: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    audit.record(
        by=by, act=f"supervision.{act}", obj=interest, reason=reason,
        after={"entity": interest.entity.uscc, "nature": interest.nature}, at=at,
    )  # fmt: skip
