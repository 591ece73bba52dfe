"""The law of the register as pure functions of values."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from credit_portal.policy.choices import PenaltyKind
from credit_portal.shared.workdays import add_months
from entities.choices import DishonestyLevel

KEY_SEPARATOR = "\x1f"
LEVEL_ORDER = (DishonestyLevel.MINOR, DishonestyLevel.GENERAL, DishonestyLevel.SERIOUS)
FINE = str(PenaltyKind.FINE.label)
# 行政处罚法 (2021) 51: only these are imposed by the simple procedure.
SIMPLE_KINDS = frozenset({str(PenaltyKind.WARNING.label), FINE})


@dataclass(frozen=True)
class PublicationPeriod:
    """Shortest and longest publication of a level, in months from the date of the document
    (信用修复管理办法 2026: 轻微 0/3, 一般 3/12, 严重 12/36)."""

    min_months: int
    max_months: int
    is_published: bool


@dataclass(frozen=True)
class PenaltyRules:
    """How grave a penalty is: by its kinds, the amount of its fine, and its procedure.

    Attributes:
        level_of_kind: kind of penalty (处罚类别) → level.
        general_from, serious_from: fines in yuan from which on they are 一般 and 严重.
        simple: level of a penalty by the simple procedure (简易程序).
        simple_person, simple_organisation: the highest fines of that procedure, in yuan, for
            个体工商户 (as citizens) and for all others.
    """

    level_of_kind: Mapping[str, DishonestyLevel]
    general_from: Decimal
    serious_from: Decimal
    simple: DishonestyLevel
    simple_person: Decimal
    simple_organisation: Decimal


@dataclass(frozen=True)
class RecordRules:
    """What the pack in force says about records.

    Attributes:
        version: pack code and version, kept on every record it decided.
        publication: level → period.
    """

    version: str
    penalties: PenaltyRules
    publication: Mapping[DishonestyLevel, PublicationPeriod]


@dataclass(frozen=True)
class Publication:
    """When a record is shown: from, the day repair may end it, and the day it ends by itself."""

    published_from: date | None
    repairable_from: date | None
    published_until: date | None


def penalty_level(
    kinds: Iterable[str], rules: PenaltyRules, *, fine: Decimal | None = None,
    is_simple: bool = False,
) -> DishonestyLevel:  # fmt: skip
    """The level of a penalty is that of its gravest kind; an unknown kind counts as general.

    Args:
        fine: in yuan; where it is known (and not 0), it says how grave the fine is.
        is_simple: imposed by the simple procedure, see ``may_be_simple``.
    """
    if is_simple:
        return rules.simple
    levels = {
        _fine_level(fine, rules)
        if kind == FINE
        else rules.level_of_kind.get(kind, DishonestyLevel.GENERAL)
        for kind in kinds
    }
    return max(levels, key=LEVEL_ORDER.index, default=DishonestyLevel.GENERAL)


def may_be_simple(
    kinds: Iterable[str], fine: Decimal | None, rules: PenaltyRules, *, is_person: bool
) -> bool:
    """Whether the simple procedure may impose it (行政处罚法 51): a warning or a small fine.

    Args:
        fine: in yuan.
    """
    limit = rules.simple_person if is_person else rules.simple_organisation
    return SIMPLE_KINDS.issuperset(kinds) and (fine is None or fine <= limit)


def _fine_level(fine: Decimal | None, rules: PenaltyRules) -> DishonestyLevel:
    if not fine:
        return rules.level_of_kind.get(FINE, DishonestyLevel.GENERAL)
    if fine >= rules.serious_from:
        return DishonestyLevel.SERIOUS
    return DishonestyLevel.GENERAL if fine >= rules.general_from else DishonestyLevel.MINOR


def publication_of(
    level: DishonestyLevel | None, decided_on: date, rules: RecordRules, until: date | None = None
) -> Publication:
    """The publication of a record, counted from the date of its document.

    Args:
        level: ``None`` for facts that are not dishonest: shown from the document date without end.
        until: an earlier end stated by the authority; a later one than the rule's is cut.
    """
    if level is None:
        return Publication(decided_on, None, until)
    period = rules.publication[level]
    longest = add_months(decided_on, period.max_months)
    end = min(longest, until) if until else longest
    start = decided_on if period.is_published else None
    return Publication(start, add_months(decided_on, period.min_months), end)


def fingerprint(kind: str, *parts: str) -> UUID:
    """Digest of the key fields of a fact; ``md5(kind ‖ 1F ‖ part …)::uuid`` in SQL is the same.

    MD5 only tells equal keys apart here; nothing secret or signed rests on it.
    """
    text = KEY_SEPARATOR.join((kind, *parts))
    return UUID(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest())


def document_fingerprint(
    kind: str, uscc: str, document_number: str, authority_code: str, decided_on: date
) -> UUID:
    """Of a fact that its document makes unique, as the files of 双公示 bring them."""
    return fingerprint(kind, document_number, authority_code, uscc, decided_on.isoformat())
