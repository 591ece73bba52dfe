"""Items and letter templates: a draft is published; a published version is only ever retired."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max

from commitments.models import CommitmentItem, CommitmentTemplate
from commitments.permissions import require_keeper
from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import required
from credit_portal.shared.versions import Versioned, put_in_force, retire
from supervision.services.steps import locked

V = TypeVar("V", bound=Versioned)


def draft_item(*, code: str, values: dict[str, Any], by: Actor, at: datetime) -> CommitmentItem:
    """Write or rewrite the draft of an item; the version in force stays as it is.

    Raises:
        NotAllowed: a department's officer, and the item is not, was not or would not be its own.
    """
    return _draft(CommitmentItem, code, values, by, at)


def draft_template(
    *, code: str, values: dict[str, Any], by: Actor, at: datetime
) -> CommitmentTemplate:
    """Write or rewrite the draft of a letter; the version in force stays as it is.

    Raises:
        NotAllowed: not an officer of the lead office.
    """
    return _draft(CommitmentTemplate, code, values, by, at)


def publish_version(*, version: V, reason: str, by: Actor, at: datetime) -> V:
    """Put a draft in force in place of the version before it.

    Raises:
        NotAllowed: it is kept by others.
        Refused: it is published already.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        version = locked(version)
        require_keeper(by, *_agencies(type(version), version.code))
        put_in_force(version, at)
        _audit(version, "publish_version", by, at, reason)
    return version


def retire_version(*, version: V, reason: str, by: Actor, at: datetime) -> V:
    """Take a version out of use without a successor.

    Raises:
        NotAllowed: it is kept by others.
        Refused: it is not in force.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        version = locked(version)
        require_keeper(by, *_agencies(type(version), version.code))
        retire(version, reason, at)
        _audit(version, "retire_version", by, at, reason)
    return version


def _agencies(model: type[Any], code: str) -> list[Agency | None]:
    """Who keeps the versions of a code; letters belong to the lead office, that is to none."""
    return [getattr(version, "agency", None) for version in model.objects.filter(code=code)]


def _draft(model: type[Any], code: str, values: dict[str, Any], by: Actor, at: datetime) -> Any:
    require_keeper(by, values.get("agency"), *_agencies(model, code))
    with transaction.atomic():
        versions = model.objects.filter(code=code)
        draft = versions.drafts().select_for_update().first()
        if draft is None:
            last = versions.aggregate(last=Max("version"))["last"] or 0
            draft = model(code=code, version=last + 1)
        for name, value in values.items():
            setattr(draft, name, value)
        draft.drafted_at = at
        draft.save()
        _audit(draft, f"draft_{'item' if model is CommitmentItem else 'template'}", by, at)
    return draft


def _audit(version: Versioned, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(
        by=by, act=f"commitments.{act}", obj=version, reason=reason,
        after={"code": version.code, "version": version.version, "stage": version.stage}, at=at,
    )  # fmt: skip
