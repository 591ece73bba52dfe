"""What stands in the text of a pack, in the words of those who read and edit it."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from credit_portal.policy.schema.leaves import all_leaves

KEYS = {
    "pack": "政策包",
    "documents": "文件",
    "value": "值",
    "document": "出处文件",
    "clause": "条款",
    "certainty": "确定程度",
    "unit": "单位",
    "note": "备注",
    "binding": "下级不可改变",
    "code": "代码",
    "name": "名称",
    "label": "名称",
    "level": "级别",
    "region_code": "行政区划代码",
    "effective_from": "生效日期",
    "extends": "上位政策包",
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "issued_on": "发文日期",
    "kind": "承诺类型",
    "family": "措施类别",
    "reduces_rights": "减损权益",
    "bars": "可限制的事项",
    "key_supervision": "纳入重点监管",
    "is_ban": "市场和行业禁入",
    "key": "标识",
    "trigger": "起算",
    "length": "期限出处",
    "rival_of": "对照期限",
}


def key_in_words(key: str) -> str:
    """The word and what is written for it, e.g. ``确定程度（certainty）``."""
    return f"{KEYS[key]}（{key}）" if key in KEYS else key


def keys_in_words(keys: Iterable[str]) -> str:
    return "、".join(map(key_in_words, keys))


def choices_in_words(members: Iterable[Any]) -> str:
    """What may be written and what it means, e.g. ``seen（原文）、law（法律法规）``."""
    return "、".join(f"{member.value}（{member.label}）" for member in members)


def place_in_words(path: str) -> str:
    """Where in a pack, e.g. ``异议处理 · 处理期限 · 单位`` for ``disputes.handling_days.unit``."""
    steps = path.split(".")
    return " · ".join(
        _labels().get(".".join(steps[:depth]), KEYS.get(step, step))
        for depth, step in enumerate(steps, start=1)
    )


@cache
def _labels() -> Mapping[str, str]:
    """Every path of the schema and every path above one, with its last label."""
    return {
        ".".join(leaf.path.split(".")[:depth]): label
        for leaf in all_leaves().values()
        for depth, label in enumerate(leaf.labels, start=1)
    }
