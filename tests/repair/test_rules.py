"""When a record may be repaired: every period of both regulations, at month ends and leap days."""

from datetime import date
from typing import Any

import pytest

from credit_portal.policy.choices import DishonestyLevel
from entities.fact_types import FactType
from repair.choices import RepairState
from repair.rules import (
    FULFILMENT,
    LOCK,
    PERIOD,
    Circumstances,
    Fact,
    Regime,
    RepairPolicy,
    option,
)

MINOR, GENERAL, SERIOUS = DishonestyLevel.MINOR, DishonestyLevel.GENERAL, DishonestyLevel.SERIOUS
ORDER36 = Regime("信用修复管理办法", {MINOR: 0, GENERAL: 3, SERIOUS: 12})
ORDER58 = Regime(
    "失信行为纠正后的信用信息修复管理办法（试行）", dict.fromkeys(DishonestyLevel, 3),
    ("食品", "药品", "特种设备", "安全生产", "消防"), 12,
)  # fmt: skip
IN_FORCE = date(2026, 4, 1)
PROVEN = Circumstances(fulfilment="罚款已缴纳")


def policy(**changes: Any) -> RepairPolicy:
    values: dict[str, Any] = {
        "edition": "national_2026@1", "valid_from": IN_FORCE, "present": ORDER36,
        "former": ORDER58, "favourable_to_older": True,
    }  # fmt: skip
    return RepairPolicy(**values | changes)


def fact(decided_on: date, level: DishonestyLevel | None = GENERAL, **changes: Any) -> Fact:
    values: dict[str, Any] = {"fact_type": FactType.PENALTY_GENERAL, "words": "未按规定公示信息"}
    return Fact(level=level, decided_on=decided_on, **values | changes)


@pytest.mark.parametrize(
    ("level", "decided_on", "first"),
    [
        (MINOR, date(2026, 9, 1), date(2026, 9, 1)),  # 轻微：履行义务后即可
        (GENERAL, date(2026, 9, 1), date(2026, 12, 1)),  # 一般：满3个月
        (SERIOUS, date(2026, 9, 1), date(2027, 9, 1)),  # 严重：满1年
        (GENERAL, date(2026, 11, 30), date(2027, 2, 28)),  # month end
        (GENERAL, date(2027, 11, 30), date(2028, 2, 29)),  # leap year
        (GENERAL, date(2026, 8, 31), date(2026, 11, 30)),
        (SERIOUS, date(2028, 2, 29), date(2029, 2, 28)),  # from a leap day
        (GENERAL, date(2026, 4, 1), date(2026, 7, 1)),  # the first day of Order 36
    ],
)
def test_order_36_counts_from_the_document(
    level: DishonestyLevel, decided_on: date, first: date
) -> None:
    found = option(fact(decided_on, level), policy(), first, PROVEN)
    assert (found.state, found.from_on, found.basis) == (RepairState.NOW, first, ORDER36.name)
    assert found.missing == ()
    if first > decided_on:
        before = option(fact(decided_on, level), policy(), first.replace(day=1), PROVEN)
        if first.day > 1:
            assert (before.state, before.missing) == (RepairState.LATER, (PERIOD,))


@pytest.mark.parametrize(
    ("words", "level", "favourable", "first", "rule"),
    [
        # Order 58: 三个月; 涉安全领域一年
        ("未按规定公示信息", GENERAL, False, date(2026, 2, 10), ORDER58),
        ("食品安全违法行为", GENERAL, False, date(2026, 11, 10), ORDER58),
        ("消防设施不合格", MINOR, False, date(2026, 11, 10), ORDER58),
        # 从有利: the better of the two
        ("食品安全违法行为", GENERAL, True, date(2026, 2, 10), ORDER36),
        ("未按规定公示信息", SERIOUS, True, date(2026, 2, 10), ORDER58),
        ("食品安全违法行为", SERIOUS, True, date(2026, 11, 10), ORDER36),
        ("未按规定公示信息", MINOR, True, date(2025, 11, 10), ORDER36),
    ],
)
def test_an_older_record(
    words: str, level: DishonestyLevel, *, favourable: bool, first: date, rule: Regime
) -> None:
    older = fact(date(2025, 11, 10), level, words=words)
    found = option(older, policy(favourable_to_older=favourable), date(2026, 5, 1), PROVEN)
    assert (found.from_on, found.basis) == (first, rule.name)


def test_before_order_36_only_the_former_rule_holds() -> None:
    older = fact(date(2025, 11, 10), MINOR)
    found = option(older, policy(), date(2026, 1, 1), PROVEN)
    assert (found.from_on, found.basis) == (date(2026, 2, 10), ORDER58.name)


@pytest.mark.parametrize(
    ("changes", "state", "said"),
    [
        ({"fact_type": FactType.HONOUR_CITY, "level": None}, RepairState.NEEDLESS, "不是失信"),
        ({"fact_type": FactType.UNSCORED, "level": None}, RepairState.NEEDLESS, "不是失信"),
        ({"is_withdrawn": True}, RepairState.NEEDLESS, "撤回"),
        ({"repaired_on": date(2026, 9, 9)}, RepairState.NEEDLESS, "已于2026年09月09日修复"),
        ({"published_until": date(2026, 12, 1)}, RepairState.NEEDLESS, "届满"),
        ({"published_until": date(2026, 12, 2)}, RepairState.NOW, "已满"),
        ({"words": "终身禁入"}, RepairState.NEVER, "终身禁入"),
        ({"fact_type": FactType.ABNORMAL, "level": None}, RepairState.NOW, "没有最短公示期"),
    ],
)
def test_what_need_not_or_cannot_be_repaired_is_told_why(
    changes: dict[str, Any], state: RepairState, said: str
) -> None:
    record = fact(date(2026, 9, 1), **{"level": GENERAL} | changes)
    found = option(record, policy(not_repairable=("终身禁入",)), date(2026, 12, 1), PROVEN)
    assert found.state == state
    assert said in found.reason


def test_what_is_missing_is_named() -> None:
    nothing = option(fact(date(2026, 11, 1)), policy(), date(2026, 12, 1))
    assert nothing.missing == (PERIOD, FULFILMENT)

    locked = Circumstances(locked_until=date(2027, 1, 1))
    found = option(fact(date(2026, 9, 1)), policy(), date(2026, 12, 1), locked)
    assert (found.state, found.from_on) == (RepairState.LATER, date(2027, 1, 1))
    assert found.missing == (LOCK, FULFILMENT)

    waiting = Circumstances(fulfilment="有", open_number="XF1")
    found = option(fact(date(2026, 9, 1)), policy(), date(2026, 12, 1), waiting)
    assert (found.state, found.may_apply) == (RepairState.UNDER_WAY, False)
    assert "XF1" in found.reason
