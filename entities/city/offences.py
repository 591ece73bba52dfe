"""What speaks against an entity."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from credit_portal.shared.workdays import add_months
from entities.choices import DishonestyLevel, RecordKind
from entities.city import facts
from entities.city.happenings import Happening, ten_thousands
from entities.city.residents import Resident
from entities.rules import RecordRules, penalty_level

GENERAL, SERIOUS = DishonestyLevel.GENERAL, DishonestyLevel.SERIOUS


def penalty(dice: Random, resident: Resident, on: date, rules: RecordRules) -> Happening:
    """A penalty by the office of the trade; fines are log-normal around 5,000 yuan."""
    office = _penalising_office(dice, resident)
    kinds = dice.choices(facts.PENALTY_KINDS, cum_weights=facts.PENALTY_WEIGHTS)[0]
    offence = dice.choice(facts.OFFENCES[office])
    details: dict[str, Any] = {
        "violation": offence,
        "facts": f"经查，当事人{offence}，事实清楚，证据确凿。",
        "basis": facts.LAWS.get(office, facts.OTHER_LAW),
        "kinds": kinds,
        "content": f"依法给予{kinds.replace(';', '、')}",
    }
    if "罚款" in kinds:
        details["fine"] = ten_thousands(dice, 8.5)
    if "没收" in kinds:
        details["confiscated"] = ten_thousands(dice, 7.5)
    fine = Decimal(str(details["fine"])) * 10_000 if "fine" in details else None
    level = penalty_level(kinds.split(";"), rules.penalties, fine=fine)
    until = add_months(on, 12)
    return Happening(RecordKind.PENALTY, offence, office, "罚", details, level, until)


def defiance(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """A decision that had to be enforced, and was defied."""
    office = _penalising_office(dice, resident)
    details = {"enforcement_result": "拒不履行"}
    return Happening(
        RecordKind.ENFORCEMENT, "加处罚款催告后拒不履行", office, "强", details, SERIOUS
    )


def finding(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """An inspection that found something."""
    results, weights = facts.INSPECTION_FINDINGS, facts.FINDING_WEIGHTS
    details = {"inspection_result": dice.choices(results, cum_weights=weights)[0]}
    title = dice.choice(facts.INSPECTION_TITLES)
    return Happening(RecordKind.INSPECTION, title, resident.trade.office, "检", details)


def breach(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {
        "fulfilment": dice.choice("23"),
        "unfulfilled_content": "未在承诺期限内补齐材料",
        "liability_pursued": "撤销许可并记入信用记录",
    }
    title = f"{dice.choice(facts.COMMITMENT_MATTERS)}违诺"
    return Happening(RecordKind.COMMITMENT_BREACH, title, "approval", "违", details, GENERAL)


def abnormal(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """An entry in the list of abnormal operation, mostly left within a year."""
    title, details = "列入经营异常名录", {"reason": dice.choice(facts.ABNORMAL_REASONS)}
    ends_on = _some_days_later(dice, on)
    return Happening(RecordKind.ABNORMAL, title, "market", "异", details, GENERAL, None, ends_on)


def overdue_report(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """An annual report that came late, or not yet."""
    title, details = f"{on.year - 1}年度报告逾期", {"report_result": "逾期"}
    ends_on = _some_days_later(dice, on)
    kind = RecordKind.ANNUAL_REPORT
    return Happening(kind, title, "market", "报", details, GENERAL, None, ends_on)


def overdue_rectification(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details, ends_on = {"rectification_result": "逾期"}, _some_days_later(dice, on)
    office, kind = resident.trade.office, RecordKind.RECTIFICATION
    return Happening(kind, "限期整改逾期", office, "改", details, GENERAL, None, ends_on)


def interview(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """A warning talk; one in ten stays away."""
    result = "无故缺席" if dice.random() < 0.1 else "已约谈"
    details = {"interview_result": result}
    return Happening(RecordKind.INTERVIEW, "警示约谈", resident.trade.office, "约", details)


def arrears(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"contract_result": "拖欠", "amount": ten_thousands(dice, 10)}
    title, ends_on = dice.choice(facts.ARREARS), _some_days_later(dice, on)
    return Happening(RecordKind.CONTRACT, title, "labour", "欠", details, GENERAL, None, ends_on)


def complaint(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title, details = dice.choice(facts.COMPLAINTS), {"handling": "已督促整改"}
    level = DishonestyLevel.MINOR
    return Happening(RecordKind.COMPLAINT, title, "market", "诉", details, level)


def listing(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    name = dice.choice(facts.LISTS)
    details = {"list_name": name, "reason": "符合名单认定条件"}
    return Happening(RecordKind.LISTING, f"列入{name}", "labour", "列", details, SERIOUS)


def judgment_debt(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"amount": ten_thousands(dice, 12), "reason": "有履行能力而拒不履行"}
    return Happening(RecordKind.JUDGMENT_DEBT, "失信被执行人", "court", "执", details, SERIOUS)


def _penalising_office(dice: Random, resident: Resident) -> str:
    """Mostly the office of the trade, else one that watches every business."""
    if dice.random() < 0.7:
        return resident.trade.office
    return dice.choice(("market", "fire", "urban", "labour", "ecology"))


def _some_days_later(dice: Random, on: date) -> date:
    """Mostly within a year, the short times more often."""
    return on + timedelta(days=int(30 + 600 * dice.random() ** 2))
