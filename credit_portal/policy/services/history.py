"""What every act on the policy shares: a reason, and its place in history and audit log."""

from datetime import datetime
from typing import Any

from django.db import models

from credit_portal.accounts.models import User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid


def required_reason(reason: str) -> str:
    """The reason, trimmed.

    Raises:
        Invalid: it is blank.
    """
    text = reason.strip()
    if not text:
        raise Invalid("reason_required", "请填写理由。", {"reason": "请填写理由。"})
    return text


def user_of(by: Actor) -> User | None:
    """The person behind an actor; ``None`` for the portal itself."""
    return by if isinstance(by, User) else None


def save(
    obj: models.Model, *, act: str, by: Actor, at: datetime, reason: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Save with user and reason in its history, and one audit entry."""
    save_quietly(obj, by=by, at=at, reason=reason)
    record(obj, act=act, by=by, at=at, reason=reason, before=before, after=after)


def save_quietly(obj: Any, *, by: Actor, at: datetime, reason: str) -> None:
    """Save with its history, as a part of an act that is audited once as a whole."""
    obj._history_user = user_of(by)
    obj._history_date = at
    obj._change_reason = reason
    obj.save()


def record(
    obj: models.Model, *, act: str, by: Actor, at: datetime, reason: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """The one audit entry of an act."""
    audit.record(
        by=by, act=f"policy.{act}", obj=obj, reason=reason, before=before, after=after, at=at
    )
