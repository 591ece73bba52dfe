"""The rules of self-declarations as pure functions of values."""

from collections.abc import Mapping
from datetime import date

# Kinds of the documents that say the same as a fact which scoring models can count.
PUBLIC_BENEFIT: Mapping[str, str] = {
    "社会公益": "公益慈善", "慈善捐赠": "公益慈善", "公益慈善": "公益慈善", "志愿服务": "志愿服务",
}  # fmt: skip
HONOURS = frozenset(["荣誉奖励", "表彰评优"])


def is_honour(kind: str) -> bool:
    """Whether the fact is an honour, which has a rank."""
    return kind in HONOURS


def details_of(kind: str, honour_rank: str, *, counts: bool) -> dict[str, str]:
    """What grading reads of the confirmed fact; without its word a fact is not counted.

    Args:
        counts: whether the pack lets confirmed declarations count.
    """
    details = {"declared_kind": kind}
    if not counts:
        return details
    if is_honour(kind):
        return details | {"honour_rank": honour_rank}
    return details | {"declaration": PUBLIC_BENEFIT.get(kind, kind)}


def is_open_to_objection(from_on: date | None, until_on: date | None, on: date) -> bool:
    """Whether a day lies in the period; its last day is included."""
    return from_on is not None and until_on is not None and from_on <= on <= until_on
