"""Recomputes the chain in Python, independently of the database that wrote it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models.functions import Cast

from credit_portal.audit.models import FIRST_HASH, AuditEntry, AuditHead, AuditLink

CHUNK_ROWS = 5000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold, and what differs there."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"第 {self.seq} 条：{self.what}"


@dataclass(frozen=True)
class ChainResult:
    """How many links hold, and the first that does not."""

    links: int
    first_break: Break | None


def verify_chain() -> ChainResult:
    """Walk the chain from its first link with a server-side cursor and stop at the first break.

    A tail cut off together with its links shows only against a kept head, so at most the acts
    since the last daily head could vanish unseen.
    """
    heads = dict(AuditHead.objects.values_list("seq", "hash"))
    previous_hash, expected = FIRST_HASH, 1
    for link in _links():
        broken = _check_link(link, expected, previous_hash, heads.get(link.seq))
        if broken:
            return ChainResult(expected - 1, broken)
        previous_hash, expected = link.hash, expected + 1
    return ChainResult(expected - 1, _check_end(expected - 1, max(heads, default=0)))


def _links() -> Iterator[AuditLink]:
    """Links with their entries; a link whose entry is gone drops out and shows as a gap."""
    as_text = models.TextField()
    return (
        AuditLink.objects.select_related("entry")
        .annotate(
            before_text=Cast("entry__before", as_text), after_text=Cast("entry__after", as_text)
        )
        .order_by("seq")
        .iterator(chunk_size=CHUNK_ROWS)
    )


def _check_link(
    link: AuditLink, expected: int, previous_hash: str, head_hash: str | None
) -> Break | None:
    if link.seq != expected:
        return Break(expected, "记录缺失")
    if link.previous_hash != previous_hash:
        return Break(link.seq, "与上一条不相接")
    for name, text, digest in (
        ("变更前", link.before_text, link.entry.before_digest),  # type: ignore[attr-defined]
        ("变更后", link.after_text, link.entry.after_digest),  # type: ignore[attr-defined]
    ):
        if _digest(text) != digest:
            return Break(link.seq, f"“{name}”内容与摘要不符")
    if link.hash != _sha256(previous_hash + canonical_text(link.entry)):
        return Break(link.seq, "内容与校验值不符")
    if head_hash is not None and link.hash != head_hash:
        return Break(link.seq, "与当日留存的日终值不符")
    return None


def _check_end(last_seq: int, head_seq: int) -> Break | None:
    if head_seq > last_seq:
        return Break(last_seq + 1, f"记录缺失，日终值留存到第 {head_seq} 条")
    unlinked = AuditEntry.objects.filter(link=None).order_by("id").first()
    if unlinked:
        return Break(last_seq + 1, f"审计记录 {unlinked.pk} 未入链")
    return None


def canonical_text(entry: AuditEntry) -> str:
    """The text the chain covers: each value as ``<bytes>:<value>,`` and a null as ``-,``.

    Same as ``audit_canonical`` in migration 0002: lengths make it unambiguous, the time is counted
    in microseconds so that no zone or format plays a part.
    """
    values = [
        entry.pk,
        (entry.at - EPOCH) // timedelta(microseconds=1),
        entry.actor_id,
        entry.actor_label,
        entry.agency_code,
        entry.act,
        entry.object_type,
        entry.object_id,
        entry.object_label,
        entry.reason,
        entry.purpose,
        entry.before_digest,
        entry.after_digest,
    ]
    return "".join(_netstring(value) for value in values)


def _netstring(value: object) -> str:
    if value is None:
        return "-,"
    text = str(value)
    return f"{len(text.encode())}:{text},"


def _digest(text: str | None) -> str:
    return "" if text is None else _sha256(text)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
