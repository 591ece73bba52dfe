"""抽查事项清单: a draft is published; a published version is only ever retired."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.versions import put_in_force, retire
from supervision.models import InspectionItem
from supervision.services.steps import CHANGED_MEANWHILE, locked, require_inspecting

MICROSECONDS = 1_000_000
NEW = 0


def draft_item(
    *, code: str, agency: Agency, values: dict[str, Any], by: Actor, at: datetime,
    seen: int | None = None,
) -> InspectionItem:  # fmt: skip
    """Write or rewrite the draft of an item; the version in force stays as it is.

    Args:
        seen: what the officer read, see ``version_of``; ``NEW`` for an item not in the list.

    Raises:
        Refused: the number belongs to another agency, or another officer wrote meanwhile.
    """
    require_inspecting(by, agency)
    try:
        with transaction.atomic():
            item = _draft_of(code, agency, seen)
            for name, value in values.items():
                setattr(item, name, value)
            item.drafted_at = at
            item.save()
            _audit(item, "draft_inspection_item", by, at)
    except IntegrityError as error:  # both began it in the same moment
        raise Refused("changed_meanwhile", CHANGED_MEANWHILE) from error
    return item


def version_of(item: InspectionItem) -> int:
    """What tells one writing of an item from the next."""
    return int(item.drafted_at.timestamp() * MICROSECONDS)


def publish_item(*, item: InspectionItem, by: Actor, at: datetime) -> InspectionItem:
    """Put a draft in force in place of the version before it.

    Raises:
        Refused: it is published already.
    """
    with transaction.atomic():
        item = locked(item, "agency")
        require_inspecting(by, item.agency)
        put_in_force(item, at)
        _audit(item, "publish_inspection_item", by, at)
    return item


def retire_item(*, item: InspectionItem, reason: str, by: Actor, at: datetime) -> InspectionItem:
    """Take an item out of the list without a successor.

    Raises:
        Refused: it is not in force.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "停用原因")
    with transaction.atomic():
        item = locked(item, "agency")
        require_inspecting(by, item.agency)
        retire(item, reason, at)
        _audit(item, "retire_inspection_item", by, at, reason)
    return item


def _draft_of(code: str, agency: Agency, seen: int | None) -> InspectionItem:
    """The draft to write: the one there is, else the next version."""
    versions = list(InspectionItem.objects.select_for_update().filter(code=code))
    if any(version.agency_id != agency.pk for version in versions):
        raise Refused("code_taken", "该编号已由其他单位使用，请换一个编号。")
    latest = versions[0] if versions else None
    if latest is not None and seen == NEW:
        raise Refused("code_taken", "该编号已在清单中，请从清单中修改草稿或者起草新版本。")
    if latest is not None and seen is not None and version_of(latest) != seen:
        raise Refused("changed_meanwhile", CHANGED_MEANWHILE)
    if latest is not None and latest.is_draft:
        return latest
    return InspectionItem(code=code, version=latest.version + 1 if latest else 1, agency=agency)


def _audit(item: InspectionItem, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(
        by=by, act=f"supervision.{act}", obj=item, reason=reason,
        after={"code": item.code, "version": item.version, "stage": item.stage}, at=at,
    )  # fmt: skip
