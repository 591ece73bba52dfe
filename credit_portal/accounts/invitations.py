"""Offers to act for a business: made to one person, taken up once, with a code."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.choices import MandateKind, MandateOrigin, MandateScope, Role
from credit_portal.accounts.mandates import enter_mandate, represents
from credit_portal.accounts.models import Mandate, MandateInvitation, RealNameIdentity, User
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.rules import clean_id_number, is_id_number
from credit_portal.audit import services as audit
from credit_portal.shared.crypto import blind_index
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused, required
from credit_portal.shared.files import check_scan, sha256_of
from credit_portal.shared.history import save_with_history

CODE_CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
CODE_LENGTH = 10
MAX_PAPER_BYTES = 10 * 2**20
UNKNOWN = "邀请码不正确、已失效，或者不是发给您本人的。请核对后重试，或请邀请人重新邀请。"


@dataclass(frozen=True)
class Offer:
    """Who is to act for which business, how far and how long."""

    uscc: str
    name: str
    id_number: str
    scope: MandateScope = MandateScope.ALL
    kind: MandateKind = MandateKind.AGENT
    until_on: date | None = None


@dataclass(frozen=True)
class Issued:
    """An invitation and its code, which is told this once and kept nowhere."""

    invitation: MandateInvitation
    code: str


@transaction.atomic
def invite_agent(*, offer: Offer, by: User, at: datetime) -> Issued:
    """The legal representative names an agent (淮安区 五-1: 授权经办人).

    Raises:
        NotVisible: the user does not represent the business.
        Invalid: name, ID number or day cannot be right.
    """
    if not represents(by, offer.uscc):
        raise NotVisible
    if offer.kind != MandateKind.AGENT:
        raise NotAllowed("agents_only", "法定代表人只能授权经办人。")
    return _issue(offer, MandateOrigin.INVITATION, "", by, at)


@transaction.atomic
def invite_at_window(
    *, offer: Offer, reason: str, papers: Collection[UploadedFile], by: User, at: datetime
) -> Issued:
    """A window officer checked the papers of somebody who acts for a business.

    Args:
        papers: scans of licence, letter of authority and identity card; at least one.

    Raises:
        NotAllowed: the user is no window officer.
        Invalid: no reason, no paper or no PDF, JPG or PNG; or as ``invite_agent``.
    """
    require_role(by, {Role.WINDOW_OFFICER})
    reason = required(reason, "reason", "核验情况")
    if not papers:
        sentence = "请上传核验材料的扫描件。"
        raise Invalid("papers_required", sentence, {"papers": sentence})
    issued = _issue(offer, MandateOrigin.WINDOW, reason, by, at)
    for paper in papers:
        extension = check_scan(paper, MAX_PAPER_BYTES)
        issued.invitation.papers.create(file=paper, extension=extension, sha256=sha256_of(paper))
    return issued


@transaction.atomic
def withdraw_invitation(*, invitation: MandateInvitation, by: User, at: datetime) -> None:
    """Take an offer back before it is accepted.

    Raises:
        NotVisible: somebody else's.
        Refused: it is no longer open.
    """
    invitation = MandateInvitation.objects.select_for_update().get(pk=invitation.pk)
    is_officer = by.role == Role.WINDOW_OFFICER and invitation.origin == MandateOrigin.WINDOW
    if not is_officer and not represents(by, invitation.uscc):
        raise NotVisible
    if not invitation.is_open(at):
        raise Refused("invitation_closed", "该邀请已被接受、撤回或者失效。")
    invitation.withdrawn_at = at
    audit.save_and_record(invitation, act="accounts.withdraw_invitation", by=by, at=at)


@transaction.atomic
def accept_invitation(*, code: str, by: User, at: datetime) -> Mandate:
    """The person invited takes the offer up; a code works for nobody else.

    Raises:
        NotAllowed: the user's name and ID number are not verified.
        Invalid: no open offer to this person has the code.
        Refused: the user acts for the business already.
    """
    identity = RealNameIdentity.objects.filter(user=by).first()
    if identity is None or not identity.is_verified:
        raise NotAllowed("not_real_named", "接受授权前，请先在统一认证平台完成实名认证后登录。")
    offers = MandateInvitation.objects.open(at).filter(
        code_index=blind_index(_clean(code)), id_index=identity.id_index, name=identity.name
    )
    found = offers.select_for_update(of=("self",)).select_related("invited_by").first()
    if found is None:
        raise Invalid("code_unknown", UNKNOWN, {"code": UNKNOWN})
    _guard_offer_stands(found)
    mandate = Mandate(
        user=by, uscc=found.uscc, kind=found.kind, scope=found.scope, until_on=found.until_on,
        origin=found.origin, granted_by=found.invited_by,
        reason=found.reason or f"法定代表人{found.invited_by.display_name}授权",
    )  # fmt: skip
    enter_mandate(mandate, by=by, at=at, act="accounts.accept_invitation")
    found.mandate, found.accepted_at = mandate, at
    save_with_history(found, by=by, at=at)
    return mandate


def _issue(offer: Offer, origin: MandateOrigin, reason: str, by: User, at: datetime) -> Issued:
    name, number = required(offer.name, "name", "姓名"), clean_id_number(offer.id_number)
    if not is_id_number(number):
        sentence = "身份证件号码不正确，请核对。"
        raise Invalid("id_number", sentence, {"id_number": sentence})
    if offer.until_on and offer.until_on <= timezone.localdate(at):
        sentence = "有效期须在今天之后。"
        raise Invalid("until_on", sentence, {"until_on": sentence})
    code = "".join(secrets.choice(CODE_CHARACTERS) for _ in range(CODE_LENGTH))
    invitation = MandateInvitation(
        uscc=offer.uscc, kind=offer.kind, scope=offer.scope, until_on=offer.until_on, name=name,
        id_number=number, id_index=blind_index(number), code_index=blind_index(code),
        reason=reason, origin=origin, invited_by=by, invited_at=at,
        expires_at=at + settings.PORTAL_INVITATION_LIFE,
    )  # fmt: skip
    audit.save_and_record(
        invitation, act="accounts.invite", by=by, at=at, reason=reason,
        after={"uscc": offer.uscc, "kind": offer.kind, "scope": offer.scope},
    )  # fmt: skip
    return Issued(invitation, f"{code[:5]}-{code[5:]}")


def _guard_offer_stands(invitation: MandateInvitation) -> None:
    """An offer ends with the office of the representative who made it."""
    if invitation.origin == MandateOrigin.INVITATION and not represents(
        invitation.invited_by, invitation.uscc
    ):
        raise Invalid("code_unknown", UNKNOWN, {"code": UNKNOWN})


def _clean(code: str) -> str:
    return "".join(character for character in code.upper() if character.isalnum())
