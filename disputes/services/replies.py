"""Acts of the business and of the officer about a statement beside a record."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from credit_portal.accounts.choices import BUSINESS_ROLES, MandateScope, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.viewers import require_mandate, viewer_of
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotVisible, Refused, required
from credit_portal.shared.history import user_of
from disputes.models import Reply
from disputes.models.reply import LONGEST
from entities.models import CreditRecord
from supervision.services.steps import locked, step

RELATED = ("record__entity", "record__reported_by")
OWN_ROLES = frozenset({Role.ENTERPRISE})


def draft_reply(*, record: CreditRecord, text: str, by: Actor, at: datetime) -> Reply:
    """Begin a statement beside a record that stands.

    Raises:
        NotVisible: a record of another business.
        Refused: the record is withdrawn or repaired, or has a statement already.
        Invalid: it says nothing, or too much.
    """
    require_role(by, OWN_ROLES)
    text = _said(text)
    with transaction.atomic():
        record = CreditRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
        _require_own(record, by)
        _require_standing(record)
        reply = Reply(record=record, text=text, drafted_by=user_of(by), drafted_at=at)
        try:
            with transaction.atomic():
                _save(reply, "draft_reply", by, at)
        except IntegrityError as error:
            if "reply_one_standing" not in str(error):
                raise
            raise Refused("reply_stands", "该记录已有一份声明，撤回后可另写。") from error
    return reply


def edit_reply(*, reply: Reply, text: str, by: Actor, at: datetime) -> Reply:
    """Write a draft anew.

    Raises:
        NotVisible, Refused, Invalid: as ``draft_reply``; or it is handed in.
    """
    text = _said(text)
    with transaction.atomic():
        reply = _own(reply, "edit", by)
        reply.text = text
        _save(reply, "edit_reply", by, at)
    return reply


def submit_reply(*, reply: Reply, by: Actor, at: datetime) -> Reply:
    """Hand it in.

    Raises:
        NotVisible: of another business.
        Refused: handed in already, or its record does not stand any more.
    """
    with transaction.atomic():
        reply = _own(reply, "submit", by)
        _require_standing(reply.record)
        reply.submitted_at = at
        _save(reply, "submit_reply", by, at)
    return reply


def withdraw_reply(*, reply: Reply, by: Actor, at: datetime) -> Reply:
    """Take it back, shown or not.

    Raises:
        NotVisible: of another business.
        Refused: refused or withdrawn already.
    """
    with transaction.atomic():
        reply = _own(reply, "withdraw", by)
        reply.withdrawn_at = at
        _save(reply, "withdraw_reply", by, at)
    return reply


def approve_reply(*, reply: Reply, by: Actor, at: datetime) -> Reply:
    """Let it be shown beside the record.

    Raises:
        NotVisible: neither of the lead office nor of the agency that reported the record.
        Refused: decided already, or its record does not stand any more.
    """
    with transaction.atomic():
        reply = _moderated(reply, "approve", by)
        _require_standing(reply.record)
        _decide(reply, "approve_reply", "", by, at)
    return reply


def refuse_reply(*, reply: Reply, reason: str, by: Actor, at: datetime) -> Reply:
    """Say why it is not shown.

    Raises:
        NotVisible, Refused: as ``approve_reply``.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "不予刊登的理由")
    with transaction.atomic():
        reply = _moderated(reply, "refuse", by)
        reply.refusal = reason
        _decide(reply, "refuse_reply", reason, by, at)
    return reply


def _decide(reply: Reply, act: str, reason: str, by: Actor, at: datetime) -> None:
    reply.decided_by, reply.decided_at = user_of(by), at
    _save(reply, act, by, at, reason)
    record = reply.record
    send_message(
        occasion=f"reply:{reply.pk}:decided", to=Recipient(uscc=record.entity.uscc), at=at,
        subject=f"主体声明{reply.get_status_display()}：{record}",
        text=f"不予刊登的理由：{reason}" if reason else "声明已与该记录一同展示，随记录终止。",
        url=reverse("disputes:my_reply", args=[reply.pk]),
    )  # fmt: skip


def _said(text: str) -> str:
    text = required(text, "text", "声明内容")
    if len(text) > LONGEST:
        sentence = f"声明不超过{LONGEST}字。"
        raise Invalid("reply_too_long", sentence, {"text": sentence})
    return text


def _own(reply: Reply, act: str, by: Actor) -> Reply:
    """The statement, locked and taken the step, for the business itself."""
    require_role(by, OWN_ROLES)
    reply = locked(reply, *RELATED)
    _require_own(reply.record, by)
    step(reply, act)
    return reply


def _moderated(reply: Reply, act: str, by: Actor) -> Reply:
    """The statement, locked and taken the step, for who moderates it."""
    require_role(by, BUSINESS_ROLES)
    if isinstance(by, User):
        rows = Reply.objects.moderated_by(viewer_of(by))
        if not rows.filter(pk=reply.pk).exists():
            raise NotVisible
    reply = locked(reply, *RELATED)
    step(reply, act)
    return reply


def _require_own(record: CreditRecord, by: Actor) -> None:
    require_mandate(by, record.entity.uscc, MandateScope.DISPUTES)


def _require_standing(record: CreditRecord) -> None:
    if record.withdrawn_at or record.repaired_at:
        raise Refused("record_gone", "该记录已经撤回或者修复，不再展示，无需声明。")


def _save(reply: Reply, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        reply, act=f"disputes.{act}", by=by, at=at, reason=reason,
        after={"status": reply.status, "uscc": reply.record.entity.uscc},
    )  # fmt: skip
