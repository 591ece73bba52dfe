"""The law of commitments, case by case, each with its article."""

from datetime import date

import pytest

from commitments import rules
from commitments.choices import CommitmentKind, DisqualifyingEvent
from commitments.rules import Eligibility, LedgerRule
from credit_portal.policy.choices import Convenience, LateRule, LedgerPeriod
from credit_portal.policy.notices import shipped_calendar
from supervision.rules import ConvenienceStance
from supervision.treatment.choices import Stance

HUAIAN = LedgerRule(5, True, LedgerPeriod.PREVIOUS_MONTH, LateRule.AFTER_NEXT_WORKDAY)
CALENDAR = shipped_calendar()


def test_code_is_region_date_and_serial() -> None:
    code = rules.commitment_code("320100", date(2023, 2, 17), 11)

    assert code == "32010020230217000011"  # the example of the collection standard
    assert len(code) == rules.CODE_LENGTH


def test_code_does_not_overflow_into_the_next_day() -> None:
    with pytest.raises(ValueError):
        rules.commitment_code("990281", date(2026, 11, 20), 1_000_000)


@pytest.mark.parametrize(
    ("month", "due", "remind", "late_after"),
    [
        # 淮安区 二(一) 每月5日前; rest days moved by the State Council's calendar
        ("2024-12-01", "2025-01-05", "2025-01-03", "2025-01-06"),
        ("2025-04-01", "2025-05-05", "2025-04-30", "2025-05-06"),
        ("2025-09-01", "2025-10-05", "2025-09-30", "2025-10-09"),
        ("2026-03-01", "2026-04-05", "2026-04-03", "2026-04-07"),
        ("2026-09-01", "2026-10-05", "2026-09-30", "2026-10-08"),
        ("2026-10-01", "2026-11-05", "2026-11-04", "2026-11-05"),
        ("2026-11-01", "2026-12-05", "2026-12-04", "2026-12-07"),
    ],
)
def test_ledger_dates(month: str, due: str, remind: str, late_after: str) -> None:
    dates = rules.ledger_dates(date.fromisoformat(month), HUAIAN, CALENDAR)

    assert [d.isoformat() for d in (dates.due_on, dates.remind_on, dates.late_after)] == [
        due,
        remind,
        late_after,
    ]
    assert not dates.is_late(dates.late_after)


def test_due_day_may_be_excluded_and_the_rule_may_be_strict() -> None:
    strict = LedgerRule(5, False, LedgerPeriod.PREVIOUS_MONTH, LateRule.AFTER_DUE_DAY)
    dates = rules.ledger_dates(date(2026, 9, 1), strict, CALENDAR)

    assert dates.due_on == dates.late_after == date(2026, 10, 4)


LATE, BAD = DisqualifyingEvent.NOT_SUPPLIED_IN_TIME, DisqualifyingEvent.NOT_CONFORMING


@pytest.mark.parametrize(
    ("supplied", "conforms", "today", "events"),
    [
        (None, None, 2, ()),  # there is still time
        (None, None, 3, (LATE,)),  # 江阴 三(一): 未提交材料
        (1, False, 2, ()),  # others may follow in time
        (1, False, 3, (BAD, LATE)),  # 江阴 三(一): 提交材料不符合要求
        (1, True, 3, ()),
        (3, True, 4, (LATE,)),  # conforming, but not 在规定期限内
    ],
)
def test_events_that_the_dates_show(
    supplied: int | None, conforms: bool | None, today: int, events: tuple
) -> None:
    came = date(2026, 11, supplied) if supplied else None
    supplement = rules.Supplement(date(2026, 11, 2), came, conforms)
    deferred = CommitmentKind.DEFERRED_DOCUMENTS

    assert rules.fitting_events(deferred, supplement, date(2026, 11, today)) == events


def test_events_without_a_promised_day() -> None:
    on = date(2026, 11, 2)

    assert rules.fitting_events(CommitmentKind.APPROVAL_REPLACING, None, on) == (LATE, BAD)
    assert rules.fitting_events(CommitmentKind.VOLUNTARY, None, on) == ()


@pytest.mark.parametrize(
    ("recognised", "valid_until", "supplied", "due", "in_time"),
    [
        ((2026, 11, 10), None, None, None, True),
        ((2026, 11, 10), (2026, 11, 10), None, None, True),
        ((2026, 11, 11), (2026, 11, 10), None, None, False),
        ((2026, 11, 10), None, (2026, 11, 2), (2026, 11, 2), True),
        ((2026, 11, 10), None, (2026, 11, 3), (2026, 11, 2), False),
        ((2026, 11, 10), None, None, (2026, 11, 2), False),
    ],
)
def test_kept_in_time(recognised, valid_until, supplied, due, in_time: bool) -> None:
    days = [date(*day) if day else None for day in (recognised, valid_until, supplied, due)]

    assert rules.fulfilled_in_time(*days) is in_time


def test_names_are_filled_in_and_other_braces_stay() -> None:
    text = rules.fill_text("{承诺人}就{事项}{其他}", {"承诺人": "甲公司", "事项": "{承诺人}"})

    assert text == "甲公司就{承诺人}{其他}"


@pytest.mark.parametrize(
    ("kind", "values", "missing"),
    [
        (CommitmentKind.VOLUNTARY, {"matter": "甲"}, set()),
        (CommitmentKind.VOLUNTARY, {}, {"matter"}),
        (CommitmentKind.OTHER, {"matter": "甲"}, {"other_kind_name"}),
        (
            CommitmentKind.DEFERRED_DOCUMENTS,
            {"matter": "甲"},
            {"missing_materials", "supplement_due_on"},
        ),
    ],
)
def test_missing_fields(kind: CommitmentKind, values: dict, missing: set[str]) -> None:
    assert rules.missing_fields(kind, values, [("matter", "事由")]).keys() == missing


def test_deferring_documents_asks_for_a_good_standing() -> None:
    """江阴 三(一) 信用状况较好: an ordinary class is a caution, an excluded one needs a reason."""
    convenience, deferred = Convenience.DEFERRED_DOCUMENTS, CommitmentKind.DEFERRED_DOCUMENTS

    def standing(stance: Stance) -> Eligibility:
        return Eligibility(stances={convenience: ConvenienceStance(convenience, stance, "依据")})

    assert standing(Stance.ALLOWED).caution(deferred) == ""
    assert "信用状况较好" in standing(Stance.ORDINARY).caution(deferred)
    assert not standing(Stance.ORDINARY).is_withheld(deferred)
    assert standing(Stance.NOT_OFFERED).is_withheld(deferred)
