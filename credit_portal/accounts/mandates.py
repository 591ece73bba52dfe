"""For whom an enterprise user acts: granted after a check of papers, ended with a reason.

The business is named by its code, as on the papers; the register stands above this room.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Mandate, User
from credit_portal.accounts.services import guard_administrator
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required


def grant_mandate(
    *, user: User, uscc: str, reason: str, by: Actor, at: datetime, until_on: date | None = None
) -> Mandate:
    """Let an enterprise user see and act for a business.

    Args:
        reason: which papers were checked (营业执照、授权委托书、本人身份证件).
        until_on: the first day on which it no longer holds.

    Raises:
        Refused: the user acts for this business already.
        Invalid: the user is no enterprise user, or no reason is given.
    """
    guard_administrator(by)
    reason = required(reason, "reason", "核验情况")
    if user.role != Role.ENTERPRISE:
        sentence = "只有经营主体用户可以关联经营主体。"
        raise Invalid("not_an_enterprise_user", sentence, {"user": sentence})
    mandate = Mandate(user=user, uscc=uscc, until_on=until_on, granted_at=at, reason=reason)
    with transaction.atomic():
        try:
            with transaction.atomic():
                mandate.save()
        except IntegrityError as error:
            raise Refused("mandate_exists", "该用户已经关联这个经营主体。") from error
        audit.record(
            by=by, act="accounts.grant_mandate", obj=mandate, reason=reason, at=at,
            after={"uscc": uscc, "until_on": until_on and until_on.isoformat()},
        )  # fmt: skip
    return mandate


def end_mandate(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    """Take a mandate back; what was done under it stands.

    Raises:
        Refused: it has ended already.
        Invalid: no reason is given.
    """
    guard_administrator(by)
    reason = required(reason, "reason", "终止理由")
    with transaction.atomic():
        mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
        if mandate.ended_at:
            raise Refused("mandate_ended", "该关联已经终止。")
        mandate.ended_at = at
        mandate.save(update_fields=["ended_at"])
        audit.record(by=by, act="accounts.end_mandate", obj=mandate, reason=reason, at=at)
    return mandate
