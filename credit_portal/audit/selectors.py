"""Audit entries in the words of those who read them."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from credit_portal.audit.agencies import names_of
from credit_portal.audit.details import name_of
from credit_portal.audit.models import AuditEntry


def with_agency_names(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The entries, each with its ``agency_name``; one query for all."""
    named = list(entries)
    names = names_of({entry.agency_code for entry in named})
    for entry in named:
        entry.agency_name = names.get(entry.agency_code, entry.agency_code)
    return named


def object_kind(entry: AuditEntry) -> str:
    """The Chinese name of the kind of object."""
    model = _model(entry)
    return str(model._meta.verbose_name) if model else entry.object_type


def changes_of(entry: AuditEntry) -> list[tuple[str, object, object]]:
    """Field, value before, value after; in the order of their first appearance."""
    before, after = entry.before or {}, entry.after or {}
    fields = {key: _field(entry, key) for key in (*before, *after)}
    return [
        (
            str(field.verbose_name) if field else name_of(key),
            _in_words(field, before.get(key)),
            _in_words(field, after.get(key)),
        )
        for key, field in fields.items()
    ]


def _model(entry: AuditEntry) -> type[models.Model] | None:
    """The class of the object; none where the object has none or its class is gone."""
    try:
        return apps.get_model(entry.object_type)
    except (LookupError, ValueError):
        return None


def _field(entry: AuditEntry, key: str) -> models.Field | None:
    try:
        field = _model(entry)._meta.get_field(key)  # type: ignore[union-attr]
    except (AttributeError, FieldDoesNotExist):
        return None
    return field if isinstance(field, models.Field) else None


def _in_words(field: models.Field | None, value: Any) -> object:
    """The label of a choice, 是 or 否; any other value as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field is None or not isinstance(value, str):
        return value
    return dict(field.flatchoices).get(value, value)
