"""History of an object (django-simple-history): who changed what, before and after, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from credit_portal.shared.actors import Actor

KINDS = {"+": "新建", "~": "修改", "-": "删除"}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as a person reads it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryStep:
    """One saved version of an object."""

    kind: str
    at: datetime
    by: str
    reason: str
    changes: list[FieldChange]


def user_of(by: Actor) -> Any:
    """The user behind an actor, for a foreign key; ``None`` for the portal itself."""
    return by if isinstance(by, get_user_model()) else None


def save_with_history(instance: models.Model, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Save; who did it, when and why stands in the history of the object."""
    _sign(instance, by, at, reason)
    instance.save()


def create_with_history(
    instances: Sequence[models.Model], *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Create many of one model likewise, in two statements."""
    bulk_create_with_history(
        instances, type(instances[0]), default_user=user_of(by), default_date=at,
        default_change_reason=reason or None,
    )  # fmt: skip


def delete_with_history(
    instance: models.Model, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Delete likewise; the history stays."""
    _sign(instance, by, at, reason)
    instance.delete()


def _sign(instance: models.Model, by: Actor, at: datetime, reason: str) -> None:
    vars(instance).update(
        _history_user=user_of(by), _history_date=at, _change_reason=reason or None
    )


def history_of(instance: models.Model, limit: int = 50) -> list[HistoryStep]:
    """The last ``limit`` versions, newest first, for ``components/history.html``."""
    history: Any = instance.history  # type: ignore[attr-defined]
    versions = list(history.select_related("history_user")[: limit + 1])
    steps = [_step(new, list(_changes(old, new))) for new, old in pairwise(versions)]
    if versions and len(versions) <= limit:
        steps.append(_step(versions[-1], []))
    return steps


def _step(version: Any, changes: list[FieldChange]) -> HistoryStep:
    user = version.history_user
    return HistoryStep(
        kind=KINDS[version.history_type],
        at=version.history_date,
        by=user.actor_label if user else "系统",
        reason=version.history_change_reason or "",
        changes=changes,
    )


def _changes(old: Any, new: Any) -> Iterator[FieldChange]:
    for name in new.diff_against(old).changed_fields:
        field = new._meta.get_field(name)
        yield FieldChange(str(field.verbose_name), _shown(old, field), _shown(new, field))


def _shown(version: Any, field: Any) -> str:
    """The value in words: the label of a choice, 是/否, nothing as an empty text."""
    display = getattr(version, f"get_{field.name}_display", None)
    value = display() if display else getattr(version, field.name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)
