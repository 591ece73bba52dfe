"""Numbers, codes and periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_portal.reports import rules
from credit_portal.reports.codes import new_verification_code

TODAY = date(2026, 11, 20)


def test_a_number_names_region_day_and_serial() -> None:
    assert rules.report_number("990281", TODAY, 7) == "BG9902812026112000007"


def test_a_code_cannot_be_guessed() -> None:
    codes = {new_verification_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == rules.CODE_LENGTH for code in codes)
    assert set("".join(codes)) <= set(rules.CODE_ALPHABET)
    assert len(rules.CODE_ALPHABET) ** rules.CODE_LENGTH > 2**98


@given(st.text(rules.CODE_ALPHABET, min_size=rules.CODE_LENGTH, max_size=rules.CODE_LENGTH))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    typed = f" {rules.grouped(code).lower()} "
    assert rules.normalised(typed) == code
    assert rules.normalised(typed.replace("0", "o").replace("1", "Ｉ")) == code


@pytest.mark.parametrize(
    ("since", "until", "problem"),
    [
        (date(2021, 11, 20), TODAY, ""),
        (date(2021, 11, 19), TODAY, "最长5年"),
        (TODAY, TODAY, ""),
        (TODAY, date(2026, 11, 19), "不能晚于截止日期"),
        (date(2026, 1, 1), date(2026, 11, 21), "不能晚于今天"),
    ],
)
def test_periods(since: date, until: date, problem: str) -> None:
    found = rules.period_problem(since, until, TODAY, 5)
    assert (problem in found) if problem else found == ""
