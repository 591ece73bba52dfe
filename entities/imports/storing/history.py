"""History rows written with the rows themselves, in one statement."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Model, TextField

from credit_portal.accounts.models import User
from entities.imports.staging import StagedBatch

CREATED, CHANGED = "+", "~"


def insertion(model: type[Model], values: Mapping[str, str], source: str) -> str:
    """INSERT of a row for each row of ``source`` (SQL behind FROM).

    Args:
        values: column → SQL; a text column that is left out is as in a new object.
    """
    texts = {
        str(field.column): f"'{field.get_default()}'"
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.null
    }
    columns = {**texts, **values}
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"
        f" SELECT {', '.join(columns.values())} FROM {source}"
    )


def with_history(model: type[Model], statement: str, *, is_created: str = "true") -> str:
    """``statement`` (an INSERT or UPDATE of ``model``) that keeps the history of what it writes.

    Args:
        is_created: SQL over a written row that tells a new row from a changed one.

    The parameters are those of ``history_params``.
    """
    history = model.history.model  # type: ignore[attr-defined]
    own = {field.column for field in model._meta.concrete_fields}
    kept = ", ".join(f.column for f in history._meta.concrete_fields if f.column in own)
    return (
        f"WITH written AS ({statement} RETURNING {model._meta.db_table}.*)"
        f" INSERT INTO {history._meta.db_table} ({kept}, history_date, history_type,"
        " history_change_reason, history_user_id)"
        f" SELECT {kept}, %(at)s, CASE WHEN {is_created} THEN '{CREATED}' ELSE '{CHANGED}' END,"
        " %(reason)s, %(user)s FROM written"
    )


def history_params(staged: StagedBatch) -> dict[str, Any]:
    """Who changed it, when, and because of which file."""
    user = staged.by.actor_id if isinstance(staged.by, User) else None
    reason = f"导入 {staged.batch.file_name}"[:100]
    return {"at": staged.at, "user": user, "reason": reason}
