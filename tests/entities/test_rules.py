"""Levels, publication periods and fingerprints by tables of cases."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities import rules
from entities.choices import DishonestyLevel
from entities.rules import PenaltyRules, Publication, PublicationPeriod, RecordRules

MINOR, GENERAL, SERIOUS = DishonestyLevel.MINOR, DishonestyLevel.GENERAL, DishonestyLevel.SERIOUS
# 信用修复管理办法 (2026-04-01): 轻微 in principle unpublished, 一般 3-12 months, 严重 12-36 months.
RULES = RecordRules(
    version="test@1",
    penalties=PenaltyRules(
        level_of_kind={
            "警告": MINOR,
            "罚款": GENERAL,
            "没收违法所得": GENERAL,
            "限制从业": SERIOUS,
        },
        general_from=Decimal(10_000),
        serious_from=Decimal(1_000_000),
        simple=MINOR,
        simple_person=Decimal(200),
        simple_organisation=Decimal(3_000),
    ),
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
    assert rules.penalty_level(kinds, RULES.penalties) == level


@pytest.mark.parametrize(
    ("kinds", "fine", "level"),
    [
        (["罚款"], "0", GENERAL),  # no amount is given
        (["罚款"], "9999.99", MINOR),
        (["罚款"], "10000", GENERAL),
        (["罚款"], "999999.99", GENERAL),
        (["罚款"], "1000000", SERIOUS),
        (["警告", "罚款"], "2000", MINOR),
        (["罚款", "没收违法所得"], "2000", GENERAL),
        (["罚款", "限制从业"], "2000", SERIOUS),
        (["没收违法所得"], "2000000", GENERAL),  # the amount belongs to the fine
    ],
)
def test_a_fine_is_as_grave_as_its_amount(kinds: list[str], fine: str, level: str) -> None:
    assert rules.penalty_level(kinds, RULES.penalties, fine=Decimal(fine)) == level


def test_the_simple_procedure_has_a_level_of_its_own() -> None:
    fine = {"fine": Decimal(3_000)}
    assert rules.penalty_level(["罚款"], RULES.penalties, is_simple=True) == MINOR
    without_start = replace(RULES.penalties, general_from=Decimal(0))
    assert rules.penalty_level(["罚款"], without_start, **fine) == GENERAL
    assert rules.penalty_level(["罚款"], without_start, **fine, is_simple=True) == MINOR


@pytest.mark.parametrize(
    ("kinds", "fine", "is_person", "may"),
    [
        (["警告"], None, True, True),
        (["罚款"], "200", True, True),
        (["罚款"], "200.01", True, False),
        (["警告", "罚款"], "3000", False, True),
        (["罚款"], "3000.01", False, False),
        (["通报批评"], None, False, False),
        (["罚款", "没收违法所得"], "100", False, False),
    ],
)
def test_the_simple_procedure_has_limits(
    kinds: list[str], fine: str | None, is_person: bool, may: bool
) -> None:
    amount = Decimal(fine) if fine else None
    assert rules.may_be_simple(kinds, amount, RULES.penalties, is_person=is_person) == may


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
