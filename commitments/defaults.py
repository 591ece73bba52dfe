"""The items and letters that a new deployment begins with."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from commitments import services
from commitments.models import CommitmentItem, CommitmentTemplate
from credit_portal.shared.actors import Actor

SOURCE = Path(__file__).with_name("defaults.toml")


def install(*, by: Actor, at: datetime) -> int:
    """Publish the common items and letters whose code is not in use yet; returns how many.

    Safe to run at every start: what an officer has changed since is left alone.
    """
    said = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    with transaction.atomic():
        letters = _install(CommitmentTemplate, services.draft_template, said["template"], by, at)
        return letters + _install(CommitmentItem, services.draft_item, said["item"], by, at)


def _install(
    model: type[CommitmentItem] | type[CommitmentTemplate],
    draft: Callable[..., Any],
    entries: list[dict[str, Any]],
    by: Actor,
    at: datetime,
) -> int:
    known = set(model.objects.values_list("code", flat=True))
    new = [entry for entry in entries if entry["code"] not in known]
    for entry in new:
        values = {k: v.strip() if isinstance(v, str) else v for k, v in entry.items()}
        version = draft(code=values.pop("code"), values=values, by=by, at=at)
        services.publish_version(version=version, reason="随平台安装", by=by, at=at)
    return len(new)
