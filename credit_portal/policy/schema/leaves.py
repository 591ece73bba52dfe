"""The schema read as a flat list: every path at which a pack may say something.

Packs are merged, compared and edited path by path (``disputes.handling_days``); the typed tree
is put together again at the end.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from credit_portal.policy.schema.clause import Clause
from credit_portal.policy.schema.pack import PackBody


@dataclass(frozen=True)
class Leaf:
    """One path, the type of its value, and what it is called."""

    path: str
    hint: Any
    labels: tuple[str, ...]
    optional: bool
    optional_section: str = ""
    is_kept: bool = False

    @property
    def label(self) -> str:
        return " · ".join(self.labels)

    @property
    def section(self) -> str:
        return self.path.partition(".")[0]


@cache
def all_leaves() -> Mapping[str, Leaf]:
    """Every path of the schema, in its order."""
    leaves = (
        replace(leaf, optional_section=name) if without_none(hint)[1] else leaf
        for name, hint, metadata in section_fields(PackBody)
        for leaf in _walk(hint, name, (metadata["label"],))
    )
    return {leaf.path: leaf for leaf in leaves}


def _walk(hint: Any, path: str, labels: tuple[str, ...]) -> Iterator[Leaf]:
    inner, is_optional = without_none(hint)
    if get_origin(inner) is Clause:
        yield Leaf(path, get_args(inner)[0], labels, is_optional)
    elif keys := enum_keys(inner):
        value_hint = get_args(inner)[1]
        for key in keys:
            yield from _walk(value_hint, f"{path}.{key.value}", (*labels, key.label))
    else:
        for name, field_hint, metadata in section_fields(inner):
            is_kept = metadata.get("is_kept", False)
            for leaf in _walk(field_hint, f"{path}.{name}", (*labels, metadata["label"])):
                yield replace(leaf, is_kept=leaf.is_kept or is_kept)


def build_sections(source: Mapping[str, Clause[Any]]) -> dict[str, Any]:
    """The typed sections by name, from clauses by path; all required paths must be there."""
    return {name: _build(hint, name, source) for name, hint, _ in section_fields(PackBody)}


def _build(hint: Any, path: str, source: Mapping[str, Clause[Any]]) -> Any:
    inner, is_optional = without_none(hint)
    if get_origin(inner) is Clause:
        return source.get(path) if is_optional else source[path]
    if is_optional and not any(known.startswith(f"{path}.") for known in source):
        return None
    if keys := enum_keys(inner):
        value_hint = get_args(inner)[1]
        return types.MappingProxyType(
            {key: _build(value_hint, f"{path}.{key.value}", source) for key in keys}
        )
    return inner(
        **{
            name: _build(field_hint, f"{path}.{name}", source)
            for name, field_hint, _ in section_fields(inner)
        }
    )


def section_fields(section: type) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """Name, type and what ``says`` or ``keeps`` note of each field of a section."""
    hints = get_type_hints(section, include_extras=True)
    for f in fields(section):
        yield f.name, hints[f.name], f.metadata


def enum_keys(hint: Any) -> list[Any]:
    """The members of the enumeration by which a mapping is keyed; empty for anything else."""
    if get_origin(hint) is not Mapping:
        return []
    key_hint = get_args(hint)[0]
    return list(key_hint) if isinstance(key_hint, type) and issubclass(key_hint, Enum) else []


def is_record(hint: Any) -> bool:
    """A dataclass of plain values."""
    return isinstance(hint, type) and is_dataclass(hint)


def without_none(hint: Any) -> tuple[Any, bool]:
    """The type of an optional field, and whether it is optional."""
    if get_origin(hint) in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        return members[0], len(members) < len(get_args(hint))
    return hint, False
