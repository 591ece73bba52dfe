"""Values of packs in words, for pages and messages."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from credit_portal.policy.choices import Unit
from credit_portal.policy.schema import Clause

NOTHING = "无"


def shown(value: Any, unit: Unit | None = None) -> str:
    """A value as an official reads it: ``5 个工作日``, ``是``, ``A级→诚信守法；…``."""
    text = _shown(value)
    return f"{text} {unit.label}" if unit else text


def shown_clause(clause: Clause[Any] | None) -> str:
    """The value of a clause with its unit; a dash where a pack is silent."""
    return shown(clause.value, clause.unit) if clause else "—"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = (f"{_shown(key)}→{_shown(item)}" for key, item in value.items())
        return "；".join(pairs) or NOTHING
    if isinstance(value, tuple):
        separator = "；" if any(is_dataclass(item) for item in value) else "、"
        return separator.join(_shown(item) for item in value) or NOTHING
    if is_dataclass(value):
        shown_fields = (f for f in fields(value) if "is_reference" not in f.metadata)
        parts = (getattr(value, f.name) for f in shown_fields)
        words = (_shown(part) for part in parts if part not in ("", False, ()))
        return " ".join(dict.fromkeys(words))  # a local name may be the national one
    return str(value) if value != "" else NOTHING
