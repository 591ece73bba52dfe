"""How a score is worked out; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from credit_portal.insight.choices import Measure

FULL = 100
TENTH, ZERO = Decimal("0.1"), Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What an agency did in a month."""

    reported: int = 0
    in_time: int = 0
    records: int = 0
    complete: int = 0
    kinds: tuple[str, ...] = ()
    kinds_expected: tuple[str, ...] = ()
    rows: int = 0
    rejected: int = 0
    upheld: int = 0
    look_ups: int = 0


def scores(counts: Counts, enough_look_ups: int) -> dict[Measure, Decimal | None]:
    """The score of each measure from 0 to 100; ``None`` where there was nothing to measure.

    Whoever had nothing to report is not blamed for it. Completeness is the mean of the records
    with every element and of the kinds of the year before that came again; an upheld dispute
    counts as a rejected row.
    """
    parts = [
        share
        for share in (
            _share(counts.complete, counts.records),
            _share(len(set(counts.kinds) & set(counts.kinds_expected)), len(counts.kinds_expected)),
        )
        if share is not None
    ]
    rows = max(counts.rows, counts.records)
    bad = min(rows, counts.rejected + counts.upheld)
    return {
        Measure.TIMELINESS: _share(counts.in_time, counts.reported),
        Measure.COMPLETENESS: _rounded(sum(parts, ZERO) / len(parts)) if counts.records else None,
        Measure.QUALITY: _share(rows - bad, rows),
        Measure.USE: _share(min(counts.look_ups, enough_look_ups), enough_look_ups),
    }


def total(
    of_measures: Mapping[Measure, Decimal | None], weights: Mapping[Measure, int]
) -> Decimal | None:
    """The weighted mean of what could be measured; nothing reported at all gives no score."""
    measured = {
        name: score for name, score in of_measures.items() if score is not None and weights[name]
    }
    if not set(measured) - {Measure.USE}:
        return None
    weight = sum(weights[name] for name in measured)
    points = sum((score * weights[name] for name, score in measured.items()), ZERO)
    return _rounded(points / weight)


def ranks(of_all: Sequence[Decimal | None]) -> list[int | None]:
    """Places in the table: equal scores share one."""
    scored = [score for score in of_all if score is not None]
    return [
        None if score is None else 1 + sum(other > score for other in scored) for score in of_all
    ]


def _share(part: int, whole: int) -> Decimal | None:
    return _rounded(Decimal(FULL * part) / whole) if whole else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
