"""The draw as pure functions: quotas, order, fairness, the pairing of inspectors."""

import hashlib
import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision import drawing
from supervision.drawing import Candidate, PoolMember
from tests.supervision.drawn import POOL, candidates, lines_of, strata_of

SEEDS = 3_000


@given(percent=st.integers(1, 100), size=st.integers(0, 10**7))
def test_nobody_is_exempt(percent: int, size: int) -> None:
    drawn = drawing.quota(percent, size)
    assert percent * size <= 100 * drawn < percent * size + 100
    assert (drawn > 0) == (size > 0)
    assert drawn <= size


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_a_share_of_nothing_is_refused(percent: int) -> None:
    with pytest.raises(ValueError, match="share"):
        drawing.quota(percent, 10)


def test_a_line_reads_back() -> None:
    for row in candidates(20):
        assert Candidate.of_line(row.line) == row


@given(seed=st.text(min_size=1, max_size=70), count=st.integers(0, 80))
def test_the_first_of_the_plain_order_are_drawn(seed: str, count: int) -> None:
    rows = candidates(80)
    found = drawing.draw(lines_of(rows), {"reduced": count, "usual": 1, "strict": 80}, seed)
    plain = sorted(
        (hashlib.sha256((seed + row.key).encode()).hexdigest(), row.key)
        for row in rows
        if row.stratum == "reduced"
    )
    assert [row.key for row in found["reduced"]] == [key for _, key in plain[:count]]
    assert len(found["usual"]) == 1
    assert len(found["strict"]) == sum(row.stratum == "strict" for row in rows)


def test_the_order_of_the_roster_decides_nothing() -> None:
    rows = candidates(60)
    quotas = {s.code: s.drawn for s in strata_of(rows)}
    mixed = random.Random(1).sample(rows, len(rows))
    assert drawing.draw(lines_of(rows), quotas, "s") == drawing.draw(lines_of(mixed), quotas, "s")


def chi_square(counts: list[int]) -> float:
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 / expected for count in counts)


def limit(freedom: int) -> float:
    """Four standard deviations above the mean of a chi-square distribution."""
    return freedom + 4 * (2 * freedom) ** 0.5


def test_each_business_of_a_stratum_is_drawn_equally_often() -> None:
    rows = candidates(120)
    lines = lines_of(rows)
    counts: Counter[str] = Counter()
    for number in range(SEEDS):
        found = drawing.draw(lines, {"reduced": 8, "usual": 8, "strict": 0}, f"seed {number}")
        counts.update(row.key for row in found["reduced"])
    keys = [row.key for row in rows if row.stratum == "reduced"]
    drawn = [counts[key] for key in keys]
    # Drawn without replacement: the sum of squares is smaller by (1 - share).
    assert chi_square(drawn) / (1 - 8 / len(keys)) < limit(len(keys) - 1)


def test_inspectors_meet_every_colleague_equally_often() -> None:
    pool = [PoolMember(str(n), "甲局") for n in range(1, 7)]
    pairs: Counter[tuple[str, ...]] = Counter()
    for number in range(SEEDS):
        order = drawing.inspectors_by_order(Candidate(f"k{number}", "usual"), pool, "seed")["甲局"]
        pairs[tuple(sorted(order[:2]))] += 1
    every = list(combinations([member.number for member in pool], 2))
    assert chi_square([pairs[pair] for pair in every]) < limit(len(every) - 1)


def test_who_must_stand_back_never_comes_up() -> None:
    row = Candidate("k", "usual", frozenset({"3", "8"}))
    orders = drawing.inspectors_by_order(row, POOL, "seed")
    assert set(orders) == {"甲局", "乙局"}
    assert not {"3", "8"} & {number for order in orders.values() for number in order}


def test_a_number_stands_for_a_code_where_grades_are_not_public() -> None:
    assert drawing.roster_key("", "91990281MA0000000X") == "91990281MA0000000X"
    hidden = drawing.roster_key("salt", "91990281MA0000000X")
    assert len(hidden) == drawing.KEY_LENGTH
    assert hidden != drawing.roster_key("other", "91990281MA0000000X")


def test_any_change_of_the_announcement_changes_its_digest() -> None:
    assert drawing.announcement_digest({"a": 1, "b": 2}) == drawing.announcement_digest(
        {"b": 2, "a": 1}
    )
    assert drawing.announcement_digest({"a": 1}) != drawing.announcement_digest({"a": 2})
