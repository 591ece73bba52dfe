"""Why a business would move: both explanations, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from grading.explanation import Explanation, Line, Veto


@dataclass
class Side:
    """What one record does under one set of rules."""

    indicators: list[str] = field(default_factory=list)
    points: int = 0
    vetoes: list[str] = field(default_factory=list)


@dataclass
class Pair:
    """One record (or result from outside) under both."""

    reason: str
    before: Side = field(default_factory=Side)
    after: Side = field(default_factory=Side)

    @property
    def differs(self) -> bool:
        return self.before != self.after


def compare(before: Explanation, after: Explanation) -> list[Pair]:
    """Every record that counts under either, those that count differently first."""
    pairs: dict[int | str, Pair] = {}
    for name, found in (("before", before), ("after", after)):
        for line in found.lines:
            _add_line(getattr(_pair(pairs, line), name), line)
        for veto in found.vetoes:
            side = getattr(_pair(pairs, veto), name)
            side.vetoes.append(f"{veto.indicator} 最高{veto.best_grade.label}")
    return sorted(pairs.values(), key=lambda pair: not pair.differs)


def _pair(pairs: dict[int | str, Pair], item: Line | Veto) -> Pair:
    return pairs.setdefault(item.record or item.reason, Pair(item.reason))


def _add_line(side: Side, line: Line) -> None:
    side.indicators.append(line.indicator)
    side.points += line.counted_points


def differing(pairs: Iterable[Pair]) -> int:
    """How many records count differently."""
    return sum(pair.differs for pair in pairs)
