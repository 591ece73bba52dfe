"""The shipped notices, and a notice that is pasted."""

from datetime import date, timedelta

import pytest

from credit_portal.policy.choices import DayKind
from credit_portal.policy.notices import parse_notice, shipped_notices, statutory_days
from credit_portal.shared.errors import Invalid

# Official arrangements, as published: days off as (first, last), weekend days worked.
ARRANGEMENTS = {
    2025: (
        ["01-01 01-01", "01-28 02-04", "04-04 04-06", "05-01 05-05", "05-31 06-02", "10-01 10-08"],
        ["01-26", "02-08", "04-27", "09-28", "10-11"],
    ),
    2026: (
        ["01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21",
         "09-25 09-27", "10-01 10-07"],
        ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    ),
}  # fmt: skip
NUMBERS = {2025: "国办发明电〔2024〕12号", 2026: "国办发明电〔2025〕7号"}
FIXED = (
    "2027-01-01，放假，元旦\n2027-05-01~2027-05-02,放假,劳动节\n2027-10-01～2027-10-03,放假,国庆节"
)


def _span(year: int, text: str) -> list[date]:
    first, last = (date.fromisoformat(f"{year}-{day}") for day in text.split())
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("year", [2025, 2026])
def test_shipped_days_are_the_official_ones(year: int) -> None:
    notice = next(notice for notice in shipped_notices() if notice.year == year)
    spans, workdays = ARRANGEMENTS[year]
    off = sorted(day.date for day in notice.days if day.kind == DayKind.OFF)
    assert off == [day for span in spans for day in _span(year, span)]
    work = sorted(day.date for day in notice.days if day.kind == DayKind.WORK)
    assert work == [date.fromisoformat(f"{year}-{day}") for day in workdays]
    assert notice.number == NUMBERS[year]
    assert notice.is_confirmed == (year == 2025)


def test_statutory_days_of_the_year_without_notice() -> None:
    assert len(statutory_days()) == 13
    assert {day.year for day in statutory_days()} == {2027}


def test_paste_takes_ranges_and_full_width() -> None:
    days = parse_notice(f"{FIXED}\n\n2027-02-06,上班,春节", 2027)
    assert len(days) == 7
    assert [day.date for day in days if day.kind == DayKind.WORK] == [date(2027, 2, 6)]
    assert days[0].name == "元旦"


def test_work_for_new_year_may_fall_in_december() -> None:
    days = parse_notice(f"{FIXED}\n2026-12-27,班,元旦", 2027)
    assert days[0].date == date(2026, 12, 27)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2027-02-07,放假", "每行应为三列"),
        ("2027-02-07,补课,春节", "类型应为“放假”或“上班”，现为“补课”"),
        ("2027-02-07,放假, ", "没有写名称"),
        ("二月七日,放假,春节", "现为“二月七日”"),
        ("2027-02-09~2027-02-07,放假,春节", "截止日期早于起始日期"),
        ("2028-02-07,放假,春节", "2028-02-07 不属于 2027 年的安排"),
        ("2026-11-29,上班,元旦", "2026-11-29 不属于 2027 年的安排"),
        ("2027-02-08,上班,春节", "2027-02-08 不是周末"),
        ("2027-01-01,放假,元旦", "2027-01-01 已在前面出现"),
    ],
)
def test_a_wrong_line_is_named(line: str, sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_notice(f"{FIXED}\n{line}", 2027)
    assert sentence in caught.value.fields["第4行"]


def test_statutory_days_must_be_off() -> None:
    with pytest.raises(Invalid) as caught:
        parse_notice("2027-01-01,放假,元旦\n2027-05-01,上班,劳动节", 2027)
    assert caught.value.fields["全文"] == (
        "法定节假日 05-01、05-02、10-01、10-02、10-03 未列为放假。"
    )
