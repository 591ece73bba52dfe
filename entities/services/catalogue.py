"""What a kind of record is called and who may see it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import required
from entities.models import CatalogueItem

CATALOGUE_FIELDS = ("name", "category", "edition", "scope", "basis", "is_confirmed")


def change_catalogue_item(
    *, item: CatalogueItem, changes: dict[str, Any], reason: str, by: Actor, at: datetime
) -> CatalogueItem:
    """Change what a kind of record is called and who may see it; new records follow it.

    Records already written keep their scope: it was part of the fact when it was recorded.

    Raises:
        NotAllowed: not an administrator.
        Invalid: no reason.
    """
    require_role(by, {Role.ADMINISTRATOR})
    reason = required(reason, "reason", "变更理由")
    with transaction.atomic():
        locked = CatalogueItem.objects.select_for_update().get(pk=item.pk)
        before = {name: getattr(locked, name) for name in CATALOGUE_FIELDS}
        for name in CATALOGUE_FIELDS:
            setattr(locked, name, changes.get(name, before[name]))
        locked.full_clean()
        after = {name: getattr(locked, name) for name in CATALOGUE_FIELDS}
        audit.save_and_record(
            locked, act="entities.change_catalogue_item", by=by, at=at, reason=reason,
            before=before, after=after,
        )  # fmt: skip
    return locked
