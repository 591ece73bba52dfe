"""The law of the register as pure functions of values."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from credit_portal.shared.workdays import add_months
from entities.choices import DishonestyLevel

KEY_SEPARATOR = "\x1f"
LEVEL_ORDER = (DishonestyLevel.MINOR, DishonestyLevel.GENERAL, DishonestyLevel.SERIOUS)


@dataclass(frozen=True)
class PublicationPeriod:
    """Shortest and longest publication of a level, in months from the date of the document
    (信用修复管理办法 2026: 轻微 0/3, 一般 3/12, 严重 12/36)."""

    min_months: int
    max_months: int
    is_published: bool


@dataclass(frozen=True)
class RecordRules:
    """What the pack in force says about records.

    Attributes:
        version: pack code and version, kept on every record it decided.
        level_of_kind: kind of penalty (处罚类别) → level.
        publication: level → period.
    """

    version: str
    level_of_kind: Mapping[str, DishonestyLevel]
    publication: Mapping[DishonestyLevel, PublicationPeriod]


@dataclass(frozen=True)
class Publication:
    """When a record is shown: from, the day repair may end it, and the day it ends by itself."""

    published_from: date | None
    repairable_from: date | None
    published_until: date | None


def penalty_level(kinds: Iterable[str], rules: RecordRules) -> DishonestyLevel:
    """The level of a penalty is that of its gravest kind; an unknown kind counts as general."""
    levels = {rules.level_of_kind.get(kind, DishonestyLevel.GENERAL) for kind in kinds}
    return max(levels, key=LEVEL_ORDER.index, default=DishonestyLevel.GENERAL)


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
