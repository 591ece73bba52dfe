"""The rules of a cell, one table of cases each."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.choices import IssueCode
from entities.imports.layout import CellKind, Column
from entities.imports.values import BadCell, parse_date, parse_number, parse_uscc, parser_of

KINDS = Column("kinds", "处罚类别", CellKind.CHOICES, choices={"警告": "警告", "罚款": "罚款"})
KIND = Column("kind", "主体类别", CellKind.CHOICE, choices={"企业": "enterprise"})


@pytest.mark.parametrize(
    "text",
    [
        "2021/3/4", "2021-3-4", "2021-03-04", "2021.3.4", "2021年3月4日", "2021年03月04",
        "20210304", "２０２１／３／４", " 2021/03/04 ", "2021-03-04 00:00:00", "44259",
        "2021-03-04T10:20:30",
    ],
)  # fmt: skip
def test_dates_in_their_usual_forms(text):
    assert parse_date(text) == "2021-03-04"


@pytest.mark.parametrize(
    "text",
    [
        "2021/02/30",
        "2026/13/01",
        "21/3/4",
        "2021",
        "三月四日",
        "2021/3",
        "0000/01/01",
        "123456",
        "x",
    ],
)
def test_no_such_day(text):
    with pytest.raises(BadCell) as caught:
        parse_date(text)
    assert caught.value.code == IssueCode.DATE_INVALID


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_from_every_form(day):
    forms = (f"{day.year}/{day.month}/{day.day}", f"{day:%Y%m%d}", f"{day:%Y年%m月%d日}")
    assert {parse_date(form) for form in forms} == {day.isoformat()}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("0.2", "0.2"), ("12", "12"), ("1,234.50", "1234.5"), ("０．２", "0.2"),
        ("1e-05", "0.00001"), ("0", "0"), ("100", "100"), ("27.651", "27.651"), (" 3 ", "3"),
    ],
)  # fmt: skip
def test_numbers(text, plain):
    assert parse_number(text) == plain


@pytest.mark.parametrize(
    "text", ["-3.0", "两万元", "2万", "1,23", "NaN", "inf", "1_000", "1000000000000", "1.2.3", "+"]
)
def test_no_number(text):
    with pytest.raises(BadCell) as caught:
        parse_number(text)
    assert caught.value.code == IssueCode.NUMBER_INVALID


@given(st.decimals(min_value=0, max_value=Decimal("999999999999"), places=6))
def test_amounts_keep_their_value(amount):
    assert Decimal(parse_number(f"{amount:f}")) == amount


def test_code_is_normalised_and_never_guessed():
    assert parse_uscc(" 91320281142232229q ") == "91320281142232229Q"
    assert parse_uscc("９１３２０２８１１４２２３２２２９Ｑ") == "91320281142232229Q"
    for wrong in ("9132O281142232229Q", "91320281142232229", "00000000000000000X", "无"):
        with pytest.raises(BadCell):
            parse_uscc(wrong)


def test_choices_are_split_at_semicolons_of_both_widths():
    parse = parser_of(KINDS)
    assert parse("罚款;警告") == parse("罚款；警告") == parse(" 罚款 ; 警告;罚款;") == "罚款;警告"
    for wrong in ("罚款;口头教育", ";", "罚款、警告"):
        with pytest.raises(BadCell):
            parse(wrong)


def test_one_choice():
    assert parser_of(KIND)(" 企业 ") == "enterprise"
    with pytest.raises(BadCell):
        parser_of(KIND)("跨国集团")


def test_texts_have_no_parser():
    with pytest.raises(ValueError, match="as they are"):
        parser_of(Column("facts", "违法事实"))
