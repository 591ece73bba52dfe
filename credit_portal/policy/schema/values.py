"""From what TOML holds to the typed value of a clause, or a sentence that says what is wrong."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from credit_portal.policy.choices import Unit
from credit_portal.policy.schema.clause import DayOfYear, Longest, Quantity
from credit_portal.policy.schema.leaves import enum_keys, is_record, without_none
from credit_portal.policy.schema.words import choices_in_words, key_in_words, keys_in_words


class ValueProblem(Exception):
    """A value that does not fit; the message is the sentence, ``path`` where inside the value."""

    def __init__(self, sentence: str, path: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.path = path

    def inside(self, step: str) -> "ValueProblem":
        """The same problem seen from one level further out."""
        return ValueProblem(self.sentence, f"{step}.{self.path}" if self.path else step)


def read_value(hint: Any, raw: Any) -> Any:
    """Convert ``raw`` to the type that the schema declares."""
    hint, _ = without_none(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        base, mark = get_args(hint)
        return _marked(read_value(base, raw), mark)
    if origin is tuple:
        return _sequence(get_args(hint)[0], raw)
    if origin is Mapping:
        return _mapping(hint, raw)
    if is_record(hint):
        return read_record(hint, raw)
    if issubclass(hint, Enum):
        return _member(hint, raw)
    return _plain(hint, raw)


def read_record(record: Any, raw: Any) -> Any:
    """A table whose keys are exactly the fields of a record."""
    if not isinstance(raw, dict):
        raise ValueProblem(f"应为表，现为{_shown(raw)}。")
    hints = get_type_hints(record, include_extras=True)
    if unknown := sorted(set(raw) - set(hints)):
        sentence = f"没有“{unknown[0]}”这一项，可用的有：{keys_in_words(hints)}。"
        raise ValueProblem(sentence, unknown[0])
    missing = [f.name for f in fields(record) if f.default is MISSING and f.name not in raw]
    if missing:
        raise ValueProblem(f"缺少{key_in_words(missing[0])}。", missing[0])
    return record(**{key: _step(hints[key], value, key) for key, value in raw.items()})


def check_unit(hint: Any, unit: Unit | None) -> None:
    """A quantity needs one of its units; anything else has none."""
    mark = get_args(hint)[1] if get_origin(hint) is Annotated else None
    allowed = mark.units if isinstance(mark, Quantity) else ()
    if allowed and unit not in allowed:
        found = f" {choices_in_words([unit])}" if unit else "空"
        raise ValueProblem(f"单位应为 {choices_in_words(allowed)}，现为{found}。", "unit")
    if unit and not allowed:
        raise ValueProblem("此项没有单位。", "unit")


def _step(hint: Any, raw: Any, step: str) -> Any:
    try:
        return read_value(hint, raw)
    except ValueProblem as problem:
        raise problem.inside(step) from None


def _marked(value: Any, mark: Any) -> Any:
    if isinstance(mark, Quantity) and not mark.low <= value <= mark.high:
        raise ValueProblem(f"应为 {mark.low} 至 {mark.high} 之间的整数，现为 {value}。")
    if isinstance(mark, Longest) and len(value) > mark.characters:
        raise ValueProblem(f"不能超过 {mark.characters} 个字，现为 {len(value)} 个字。")
    if isinstance(mark, DayOfYear):
        try:
            date.fromisoformat(f"2001-{value}")
        except ValueError:
            raise ValueProblem(f"应为“月-日”，如 09-30，现为 {value}。") from None
    return value


def _sequence(item_hint: Any, raw: Any) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise ValueProblem(f"应为列表，现为{_shown(raw)}。")
    items = tuple(_step(item_hint, item, str(number)) for number, item in enumerate(raw, 1))
    for number, item in enumerate(items):
        if item in items[:number]:
            raise ValueProblem(f"第 {number + 1} 项与前面重复。")
    return items


def _mapping(hint: Any, raw: Any) -> Mapping[Any, Any]:
    if not isinstance(raw, dict):
        raise ValueProblem(f"应为表，现为{_shown(raw)}。")
    key_hint, value_hint = get_args(hint)
    if missing := [key for key in enum_keys(hint) if key.value not in raw]:
        raise ValueProblem(f"对应关系不完整，缺少 {choices_in_words(missing)}。")
    return types.MappingProxyType(
        {_step(key_hint, key, key): _step(value_hint, value, key) for key, value in raw.items()}
    )


def _member(enum: type[Enum], raw: Any) -> Enum:
    try:
        return enum(raw)
    except ValueError:
        sentence = f"“{raw}”不在可选值之内：{choices_in_words(enum)}。"
        raise ValueProblem(sentence) from None


_PLAIN_NAMES = {
    int: "整数",
    bool: "true（是）或 false（否）",
    str: "文字",
    date: "日期（年-月-日）",
}


def _plain(kind: type, raw: Any) -> Any:
    fits = isinstance(raw, kind) and not (kind is int and isinstance(raw, bool))
    if not fits or isinstance(raw, datetime):
        raise ValueProblem(f"应为{_PLAIN_NAMES[kind]}，现为{_shown(raw)}。")
    return raw


def _shown(raw: Any) -> str:
    match raw:
        case None:
            return "空"
        case bool():
            return f" {str(raw).lower()}"
        case list():
            return "列表"
        case dict():
            return "表"
    return f"“{str(raw)[:60]}”"
