"""Levels, publication periods and fingerprints by tables of cases."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities import rules
from entities.choices import DishonestyLevel
from entities.rules import Publication, PublicationPeriod, RecordRules

MINOR, GENERAL, SERIOUS = DishonestyLevel.MINOR, DishonestyLevel.GENERAL, DishonestyLevel.SERIOUS
# 信用修复管理办法 (2026-04-01): 轻微 in principle unpublished, 一般 3-12 months, 严重 12-36 months.
RULES = RecordRules(
    version="test@1",
    level_of_kind={"警告": MINOR, "罚款": GENERAL, "没收违法所得": GENERAL, "限制从业": SERIOUS},
    publication={
        MINOR: PublicationPeriod(0, 3, is_published=False),
        GENERAL: PublicationPeriod(3, 12, is_published=True),
        SERIOUS: PublicationPeriod(12, 36, is_published=True),
    },
)


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        (["警告"], MINOR),
        (["罚款"], GENERAL),
        (["罚款", "没收违法所得"], GENERAL),
        (["罚款", "限制从业"], SERIOUS),
        (["限制从业", "警告"], SERIOUS),
        (["行政拘留"], GENERAL),  # no rule names it: neither trivial nor grave
        ([], GENERAL),
    ],
)
def test_a_penalty_is_as_grave_as_its_gravest_kind(kinds: list[str], level: str) -> None:
    assert rules.penalty_level(kinds, RULES) == level


DAY = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("level", "until", "expected"),
    [
        (None, None, Publication(DAY, None, None)),
        (MINOR, None, Publication(None, DAY, date(2026, 7, 30))),
        (GENERAL, None, Publication(DAY, date(2026, 7, 30), date(2027, 4, 30))),
        (SERIOUS, None, Publication(DAY, date(2027, 4, 30), date(2029, 4, 30))),
        (SERIOUS, date(2028, 1, 1), Publication(DAY, date(2027, 4, 30), date(2028, 1, 1))),
        (GENERAL, date(2030, 1, 1), Publication(DAY, date(2026, 7, 30), date(2027, 4, 30))),
    ],
)
def test_publication_runs_from_the_document_date(
    level: DishonestyLevel | None, until: date | None, expected: Publication
) -> None:
    assert rules.publication_of(level, DAY, RULES, until) == expected


def test_fingerprint_is_the_md5_that_sql_computes() -> None:
    text = "penalty\x1f澄市罚〔2026〕1号\x1f119902814JURQ28305"
    expected = hashlib.md5(text.encode()).hexdigest()
    assert rules.fingerprint("penalty", "澄市罚〔2026〕1号", "119902814JURQ28305").hex == expected


@given(st.lists(st.text(alphabet="甲乙1", max_size=3), min_size=2, max_size=2))
def test_fingerprint_keeps_fields_apart(parts: list[str]) -> None:
    joined = rules.fingerprint("penalty", "".join(parts), "")
    assert (rules.fingerprint("penalty", *parts) == joined) == (parts[1] == "")
