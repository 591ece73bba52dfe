"""The provable draw (双随机抽查): what is frozen, what is published when, and who is drawn.

1. Announced beforehand: the digest of the frozen roster, the shares, the inspectors, and the digest
   of a seed that nobody else knows yet.
2. Revealed afterwards: the seed. The order of a stratum is SHA-256(seed ‖ key), its first n are
   drawn; the inspectors of a business are the first by SHA-256(seed ‖ inspector ‖ key).

``static/tools/verify_draw.py`` computes the same again without any of this code.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

FORMAT = "双随机抽取结果 1"
KEY_LENGTH = 24
WHOLE = 100


@dataclass(frozen=True)
class Stratum:
    """Businesses that are drawn at one rate."""

    code: str
    name: str
    percent: int
    size: int

    @property
    def drawn(self) -> int:
        """How many are drawn: rounded up, so that nobody is exempt (不免抽)."""
        return quota(self.percent, self.size)


class Candidate(NamedTuple):
    """One line of the roster.

    Attributes:
        key: the code of the business, or what stands for it (see ``roster_key``).
        barred: inspectors who may not visit it: a declared interest, or there the last time.
    """

    key: str
    stratum: str
    barred: frozenset[str] = frozenset()

    @classmethod
    def of_line(cls, line: str) -> "Candidate":
        key, stratum, barred = line.rstrip("\n").split(",")
        return cls(key, stratum, frozenset(barred.split()))

    @property
    def line(self) -> str:
        """As it stands in the roster; lines are sorted by key."""
        return f"{self.key},{self.stratum},{' '.join(sorted(self.barred))}\n"


@dataclass(frozen=True)
class PoolMember:
    """An inspector who can be drawn, for one of the agencies that inspect together."""

    number: str
    agency: str


def quota(percent: int, size: int) -> int:
    """``percent`` of ``size``, rounded up; at least one of a stratum that is not empty."""
    if not 0 < percent <= WHOLE:
        raise ValueError("a share lies above 0 and up to 100 per cent")
    return -(-percent * size // WHOLE)


def digest_of(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def roster_key(salt: str, uscc: str) -> str:
    """What stands for a business in the roster: its code, unless there is a salt.

    A roster tells the stratum of every business, hence its class, its industry's result, or a list
    or measure that only officials know of. The code is hidden behind a number that only the office
    and the business know, also where grades are public.
    """
    return digest_of(salt + uscc)[:KEY_LENGTH] if salt else uscc


def draw(roster: Iterable[str], quotas: Mapping[str, int], seed: str) -> dict[str, list[Candidate]]:
    """The first of each stratum in the order of SHA-256(seed ‖ key), in one pass over the lines.

    Memory follows the number drawn, not the roster.
    """
    begun = hashlib.sha256(seed.encode())
    lowest = {code: _Lowest(count) for code, count in quotas.items()}
    for line in roster:
        key, stratum, _ = line.split(",", 2)
        mark = begun.copy()
        mark.update(key.encode())
        lowest[stratum].offer(mark.digest(), line)
    return {code: found.in_order() for code, found in lowest.items()}


def inspectors_by_order(
    candidate: Candidate, pool: Iterable[PoolMember], seed: str
) -> dict[str, list[str]]:
    """For each agency, those who may visit the business, in the order of their draw."""
    orders: dict[str, list[tuple[str, str]]] = {}
    for member in pool:
        if member.number not in candidate.barred:
            mark = digest_of(f"{seed}{member.number}{candidate.key}")
            orders.setdefault(member.agency, []).append((mark, member.number))
    return {agency: [number for _, number in sorted(order)] for agency, order in orders.items()}


def announcement_of(
    *, title: str, sequence: int, at: str, reason: str, domain: str, roster_sha256: str,
    seed_sha256: str, public_source: str, strata: Sequence[Stratum], per_agency: int,
    pool: Sequence[PoolMember],
) -> dict[str, Any]:  # fmt: skip
    """What is published before the draw; nothing in it can change afterwards unnoticed.

    ``domain`` names the industry whose results made the strata, if it was one.
    """
    return {
        "title": title,
        "sequence": sequence,
        "reason": reason,
        "domain": domain,
        "announced_at": at,
        "roster_sha256": roster_sha256,
        "seed_sha256": seed_sha256,
        "public_source": public_source,
        "strata": [
            {"code": s.code, "name": s.name, "percent": s.percent, "size": s.size} for s in strata
        ],
        "inspectors_per_agency": per_agency,
        "inspectors": [[member.number, member.agency] for member in pool],
    }


def announcement_digest(announcement: Mapping[str, Any]) -> str:
    """SHA-256 of the announcement in its canonical form."""
    text = json.dumps(announcement, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_of(text)


def document_parts(head: Mapping[str, Any], roster: Iterable[str]) -> Iterator[str]:
    """The one JSON of a draw in pieces, its roster last and as one text."""
    text = json.dumps({"format": FORMAT, **head}, ensure_ascii=False, indent=1)
    yield f'{text[:-2]},\n "roster": "'
    for line in roster:
        yield json.dumps(line, ensure_ascii=False)[1:-1]
    yield '"\n}\n'


@dataclass
class _Lowest:
    """The ``count`` lowest of a stream, holding at most twice as many."""

    count: int
    found: list[tuple[bytes, str]] = field(default_factory=list)
    limit: bytes = b"\xff" * 33  # above every digest

    def offer(self, mark: bytes, line: str) -> None:
        if mark < self.limit:
            self.found.append((mark, line))
            if len(self.found) > 2 * self.count:
                self._cut()

    def in_order(self) -> list[Candidate]:
        self._cut()
        return [Candidate.of_line(line) for _, line in self.found]

    def _cut(self) -> None:
        self.found.sort(key=itemgetter(0))
        del self.found[self.count :]
        if self.found and len(self.found) == self.count:
            self.limit = self.found[-1][0]
