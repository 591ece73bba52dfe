"""What every act on a commitment shares: lock, make the step or refuse, save with its reason."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django_fsm import can_proceed

from commitments.models import Commitment
from credit_portal.accounts.models import User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused


def locked(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, locked until the end of the transaction."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("entity", "agency")
    return rows.get(pk=commitment.pk)


def step(commitment: Any, act: str) -> None:
    """Make the transition ``act``.

    Raises:
        Refused: the state does not allow it.
    """
    transition = getattr(commitment, act)
    if not can_proceed(transition):
        label = next(
            t.custom["label"] for t in commitment.get_all_status_transitions() if t.name == act
        )
        raise Refused("wrong_state", f"该承诺为“{commitment.get_status_display()}”，不能{label}。")
    transition()


def save(
    commitment: Any, *, act: str, by: Actor, at: datetime, reason: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Save with user and reason in its history, and one audit entry."""
    commitment._history_user = user_of(by)
    commitment._history_date = at
    commitment._change_reason = reason
    commitment.save()
    audit.record(
        by=by, act=f"commitments.{act}", obj=commitment, reason=reason,
        before=before, after=after, at=at,
    )  # fmt: skip


def user_of(by: Actor) -> User | None:
    """The person behind an actor; ``None`` for the portal itself."""
    return by if isinstance(by, User) else None


def required(reason: str, field: str, label: str) -> str:
    """A text that must be there.

    Raises:
        Invalid: it is blank.
    """
    text = reason.strip()
    if not text:
        raise Invalid(f"{field}_required", f"请填写{label}。", {field: f"请填写{label}。"})
    return text


def day_of(at: datetime) -> date:
    """The calendar day of an instant, in Asia/Shanghai."""
    return timezone.localdate(at)
